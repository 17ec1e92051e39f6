package org.dragoman.gateway.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a field of a request may be: a text that matches the whole pattern.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Allowed {
    /// A telephone number, or what H.323 aliases and SIP users are.
    String NUMBER = "\\+?[0-9A-Za-z*#._-]{1,64}";

    /// A moment in UTC.
    String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z";

    String SIDE = "caller|callee";

    String value();

    /// The same in words.
    String words();

    /// What holds where the field is not there; empty for none.
    String otherwise() default "";
}
