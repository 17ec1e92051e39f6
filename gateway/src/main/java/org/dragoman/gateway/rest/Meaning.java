package org.dragoman.gateway.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a field of an answer means, as the REST description says it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Meaning {
    String value();

    /// The format of a text, in the words of JSON Schema ({@code date-time}); empty for any text.
    String format() default "";
}
