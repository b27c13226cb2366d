package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles what groups properties: unique keys, indexes and the clustering. */
final class GroupCompiler {

    private final SchemaNode root;
    private final Map<String, Property> properties;

    GroupCompiler(SchemaNode root, Map<String, Property> properties) {
        this.root = root;
        this.properties = properties;
    }

    /**
     * The groups: first each single property that bears the flag, then those that the root lists.
     */
    List<List<Property>> compile(String flag, String list) {
        List<List<Property>> groups = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        properties.forEach(
                (name, property) -> {
                    if (root.object("properties").get(name) instanceof Map<?, ?> members
                            && Boolean.TRUE.equals(members.get(flag))) {
                        seen.add(Set.of(name));
                        groups.add(List.of(property));
                    }
                });
        if (root.has(list)) {
            addListed(list, seen, groups);
        }
        return groups;
    }

    /** The only group that a keyword of the root names; empty where the keyword is not there. */
    Optional<List<Property>> compileOne(String keyword) {
        if (!root.has(keyword)) {
            return Optional.empty();
        }
        List<String> names = root.names(keyword);
        if (root.get(keyword) instanceof List<?> list && list.isEmpty()) {
            root.fault(keyword, "must name at least one property");
        }
        return Optional.of(properties(names, root.at(keyword), keyword))
                .filter(group -> !group.isEmpty());
    }

    private void addListed(String keyword, Set<Set<String>> seen, List<List<Property>> groups) {
        List<?> listed = root.elements(keyword);
        for (int i = 0; i < listed.size(); i++) {
            Pointer place = root.at(keyword).child(i);
            List<String> names = root.names(listed.get(i), place, keyword);
            List<Property> group = properties(names, place, keyword);
            if (names.isEmpty()) {
                root.fault(place, keyword, "must name at least one property");
            } else if (!seen.add(Set.copyOf(names))) {
                root.fault(place, keyword, "names the same properties again");
            } else if (group.size() == names.size()) {
                groups.add(group);
            }
        }
    }

    private List<Property> properties(List<String> names, Pointer place, String keyword) {
        List<Property> group = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            @Nullable Property property = properties.get(names.get(i));
            if (property != null && property.type().isScalar()) {
                group.add(property);
            } else if (property != null) {
                root.fault(place.child(i), keyword, "does not apply to objects and arrays");
            } else if (!root.object("properties").containsKey(names.get(i))) {
                root.fault(place.child(i), keyword, "names no property: " + names.get(i));
            }
        }
        return group;
    }
}
