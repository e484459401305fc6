package io.foundation.actuate;

/**
 * What one feature shows at the endpoint.
 */
interface Section {

	/**
	 * The section's name, which is a part of its path.
	 */
	String name();

	/**
	 * What it shows now, made of records, maps and lists.
	 */
	Object content();

}
