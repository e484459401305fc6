package io.foundation.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that make network namespaces ({@link VirtualNetwork}). They bear the tag
 * {@code namespaces} and are skipped, with the reason, where this process may not make
 * any.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("namespaces")
@ExtendWith(NamespacesCondition.class)
public @interface RequiresNamespaces {

}
