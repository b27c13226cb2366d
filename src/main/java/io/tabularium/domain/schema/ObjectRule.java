package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules about objects (JSON Schema Validation, section 6.5; Core, section 10.3.2). */
public sealed interface ObjectRule extends Rule {

    void checkObject(Map<?, ?> object, Pointer at, Violations violations);

    @Override
    default void check(@Nullable Object value, Pointer at, Violations violations) {
        if (value instanceof Map<?, ?> object) {
            checkObject(object, at, violations);
        }
    }

    /** {@code minProperties}. */
    record MinProperties(long limit) implements ObjectRule {
        @Override
        public void checkObject(Map<?, ?> object, Pointer at, Violations violations) {
            if (object.size() < limit) {
                violations.add(at, "minProperties", "must have at least " + limit + " members");
            }
        }
    }

    /** {@code maxProperties}. */
    record MaxProperties(long limit) implements ObjectRule {
        @Override
        public void checkObject(Map<?, ?> object, Pointer at, Violations violations) {
            if (object.size() > limit) {
                violations.add(at, "maxProperties", "must have at most " + limit + " members");
            }
        }
    }

    /** {@code required}. */
    record Required(List<String> names) implements ObjectRule {
        public Required {
            names = List.copyOf(names);
        }

        @Override
        public void checkObject(Map<?, ?> object, Pointer at, Violations violations) {
            for (String name : names) {
                if (!object.containsKey(name)) {
                    violations.add(at.child(name), "required", "must be there");
                }
            }
        }
    }

    /** {@code properties}. */
    record Properties(Map<String, ValueSchema> schemas) implements ObjectRule {
        public Properties {
            schemas = Map.copyOf(schemas);
        }

        @Override
        public void checkObject(Map<?, ?> object, Pointer at, Violations violations) {
            object.forEach(
                    (name, member) -> {
                        @Nullable ValueSchema schema = schemas.get(name);
                        if (schema != null) {
                            schema.check(member, at.child((String) name), violations);
                        }
                    });
        }
    }

    /**
     * {@code additionalProperties}: what members that {@code properties} does not name must meet.
     */
    record AdditionalProperties(Set<String> named, ValueSchema schema) implements ObjectRule {
        public AdditionalProperties {
            named = Set.copyOf(named);
        }

        @Override
        public void checkObject(Map<?, ?> object, Pointer at, Violations violations) {
            object.forEach(
                    (name, member) -> {
                        if (!named.contains(name)) {
                            schema.check(member, at.child((String) name), violations);
                        }
                    });
        }
    }
}
