package io.tabularium.adapter.web.admission;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a controller's method within which bulkhead its requests are served. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {

    /** The bulkhead. */
    Load value();
}
