package io.tabularium.configuration;

import io.tabularium.configuration.setting.StorageProperties.Engine;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Wires a configuration only if it is that of the storage engine in force. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnEngine.OnEngine.class)
@interface ConditionalOnEngine {

    Engine value();

    /** Compares the engine of the annotation with the setting. */
    final class OnEngine implements Condition {

        /**
         * Whether the engine is in force.
         *
         * @throws BindException if the setting names no engine
         */
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Engine engine =
                    Binder.get(context.getEnvironment())
                            .bind("tabularium.storage.engine", Engine.class)
                            .orElse(Engine.DUCKDB);
            return metadata.getAnnotations()
                            .get(ConditionalOnEngine.class)
                            .getEnum("value", Engine.class)
                    == engine;
        }
    }
}
