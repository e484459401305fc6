package io.foundation.cluster;

/**
 * A property, or a combination of properties, with which Foundation cannot start. Spring
 * Boot's failure analysis shows what is wrong and what to do.
 */
public final class InvalidConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param property the name of the property
	 * @param problem what is wrong with it, as the rest of a sentence
	 * @param remedy what to do, as one or more sentences
	 */
	public InvalidConfigurationException(String property, String problem, String remedy) {
		super(problem);
		this.property = property;
		this.remedy = remedy;
	}

	/**
	 * The name of the property.
	 * @return the name
	 */
	public String property() {
		return this.property;
	}

	/**
	 * What to do about it.
	 * @return one or more sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}
