package io.foundation.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.foundation.cluster.FoundationCluster;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The layout of the product: one package for each feature, every arrow towards the
 * cluster. A package that does not exist yet is bound by its arrows as soon as it does.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.foundation");

	private static final List<String> FEATURES = List.of("cluster", "lease", "discovery", "channel", "singleton",
			"registry", "actuate");

	@Test
	void theProductIsChecked() {
		assertThat(CLASSES.contain(FoundationCluster.class)).isTrue();
		assertThat(CLASSES.contain(ArchitectureTests.class)).isFalse();
	}

	@Test
	void everyClassBelongsToAFeature() {
		check(classes().should()
			.resideInAnyPackage(FEATURES.stream().map(ArchitectureTests::packages).toArray(String[]::new)));
	}

	@Test
	void featuresDependOnOneAnotherAsDesigned() {
		LayeredArchitecture arrows = Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.withOptionalLayers(true);
		for (String feature : FEATURES) {
			arrows = arrows.layer(feature).definedBy(packages(feature));
		}
		check(arrows.whereLayer("cluster")
			.mayNotAccessAnyLayer()
			.whereLayer("lease")
			.mayOnlyAccessLayers("cluster")
			.whereLayer("discovery")
			.mayOnlyAccessLayers("cluster")
			.whereLayer("channel")
			.mayOnlyAccessLayers("cluster")
			.whereLayer("singleton")
			.mayOnlyAccessLayers("lease", "cluster")
			.whereLayer("registry")
			.mayOnlyAccessLayers("cluster")
			.whereLayer("actuate")
			.mayNotBeAccessedByAnyLayer());
	}

	@Test
	void packagesHaveNoCycles() {
		check(SlicesRuleDefinition.slices().matching("io.foundation.(**)").should().beFreeOfCycles());
	}

	@Test
	void everyPackageIsNullMarked() {
		List<String> unmarked = CLASSES.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.filter((candidate) -> !candidate.isAnnotatedWith(NullMarked.class))
			.map(JavaPackage::getName)
			.toList();
		assertThat(unmarked).as("packages without @NullMarked in their package-info.java").isEmpty();
	}

	@Test
	void noPackageIsADrawer() {
		check(noClasses().should()
			.resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..internal..", "..manager..",
					"..helper.."));
		check(noClasses().should()
			.haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
			.because("a name says what a class does"));
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
	}

	@Test
	void everyAutoConfigurationIsListedAndEveryListedOneExists() throws IOException {
		List<String> annotated = CLASSES.stream()
			.filter((candidate) -> candidate.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.toList();
		URL imports = new URL(codeSource() + "META-INF/spring/" + AutoConfiguration.class.getName() + ".imports");
		try (InputStream in = imports.openStream()) {
			List<String> listed = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.toList();
			assertThat(listed).containsExactlyInAnyOrderElementsOf(annotated);
		}
	}

	@Test
	void beanMethodsArePackagePrivate() {
		check(methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate());
	}

	@Test
	void postProcessorsAreMadeByStaticMethods() {
		check(methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(Predicates.assignableTo(BeanPostProcessor.class)
				.or(Predicates.assignableTo(BeanFactoryPostProcessor.class))
				.or(Predicates.assignableTo(BeanFactoryInitializer.class)))
			.should()
			.beStatic()
			.because("their configuration class would be made before it can be processed"));
	}

	@Test
	void nothingIsInjectedIntoFields() {
		check(noFields().should()
			.beAnnotatedWith(Autowired.class)
			.orShould()
			.beAnnotatedWith(Value.class)
			.orShould()
			.beAnnotatedWith("jakarta.inject.Inject")
			.orShould()
			.beAnnotatedWith("jakarta.annotation.Resource"));
	}

	@Test
	void nothingIsScannedFor() {
		check(noClasses().should().beAnnotatedWith(ComponentScan.class));
	}

	@Test
	void standardStreamsAreTheApplications() {
		check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
		check(GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
	}

	@Test
	void toolsAreOptionalWhereTheyAreNotWrapped() {
		check(onlyIn("actuate", "org.springframework.boot.actuate..", "org.springframework.boot.health.."));
		check(onlyIn("discovery", "javax.jmdns.."));
		check(noClasses().that()
			.resideOutsideOfPackages(packages("discovery"), packages("registry"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.cloud.."));
	}

	private static ArchRule onlyIn(String feature, String... tool) {
		return noClasses().that()
			.resideOutsideOfPackage(packages(feature))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(tool);
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	private static String packages(String feature) {
		return "io.foundation." + feature + "..";
	}

	private static URL codeSource() {
		return FoundationCluster.class.getProtectionDomain().getCodeSource().getLocation();
	}

}
