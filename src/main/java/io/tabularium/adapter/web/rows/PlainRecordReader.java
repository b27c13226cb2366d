package io.tabularium.adapter.web.rows;

import static io.tabularium.adapter.web.rows.PlainText.NOTHING;

import io.tabularium.adapter.web.rows.PlainNested.Unread;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads what nearly every row of a bulk load is, straight from its bytes: a JSON object, not empty,
 * that meets its schema, without the extremes that {@link PlainText}, {@link PlainNumber} and
 * {@link PlainNested} leave out. About anything else, good or bad, it has no opinion and leaves it
 * to the general reader; what this reads, the general reader reads the same. Used by one thread.
 */
final class PlainRecordReader {

    private final Schema schema;
    private final PlainMember[] members;

    /** Which member stood behind which the last time; the first of all behind the last of these. */
    private final int[] followers;

    private final boolean[] present;
    private final PlainText text = new PlainText();
    private final PlainNumber number = new PlainNumber();
    private final PlainNested nested = new PlainNested(text, number);
    private Violations violations = Violations.counted();

    PlainRecordReader(Schema schema) {
        this.schema = schema;
        this.members =
                schema.properties().stream().map(PlainMember::new).toArray(PlainMember[]::new);
        this.followers = new int[members.length + 1];
        Arrays.setAll(followers, position -> (position + 1) % followers.length);
        this.present = new boolean[members.length];
    }

    /** The data of the object that the bytes are, or null where it is not plain. */
    @Nullable RecordData read(byte[] bytes, int offset, int length) {
        text.begin(bytes, offset, length);
        nested.begin();
        Arrays.fill(present, false);
        violations = Violations.counted();
        @Nullable Object[] values = new Object[members.length];
        return readObject(values) && fillAbsent(values) ? new RecordData(schema, values) : null;
    }

    private boolean readObject(@Nullable Object[] values) {
        if (!text.take('{')) {
            return false;
        }
        int position = members.length;
        do {
            position = readName(position);
            if (position == NOTHING || present[position] || !text.take(':')) {
                return false;
            }
            present[position] = true;
            @Nullable Object value = readValue(members[position]);
            if (value instanceof Unread) {
                return false;
            }
            values[position] = value;
        } while (text.take(','));
        return text.take('}') && text.peek() == NOTHING;
    }

    private boolean fillAbsent(@Nullable Object[] values) {
        for (int position = 0; position < values.length; position++) {
            if (!present[position]) {
                values[position] = members[position].absent(violations);
            }
        }
        return violations.isEmpty();
    }

    /** The position of the property that is named next, or {@link PlainText#NOTHING}. */
    private int readName(int previous) {
        if (text.peek() != '"') {
            return NOTHING;
        }
        int likely = followers[previous];
        if (likely < members.length && text.take(members[likely].quotedName())) {
            return likely;
        }
        @Nullable String name = text.takeString();
        Optional<Property> property = name == null ? Optional.empty() : schema.property(name);
        if (property.isEmpty()) {
            return NOTHING;
        }
        followers[previous] = property.get().position();
        return followers[previous];
    }

    private @Nullable Object readValue(PlainMember member) {
        return switch (text.peek()) {
            case '"' -> {
                @Nullable String string = text.takeString();
                yield string == null ? Unread.NOT_PLAIN : member.ofText(string, violations);
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                    text.takeNumber(number)
                            ? member.ofNumber(number, violations)
                            : Unread.NOT_PLAIN;
            case '{', '[' -> {
                @Nullable Object value = nested.read();
                yield value == null || value instanceof Unread
                        ? Unread.NOT_PLAIN
                        : member.ofNested(value, violations);
            }
            case 't' -> word(PlainNested.TRUE, true, member);
            case 'f' -> word(PlainNested.FALSE, false, member);
            case 'n' -> word(PlainNested.NULL, null, member);
            default -> Unread.NOT_PLAIN;
        };
    }

    private @Nullable Object word(byte[] word, @Nullable Boolean json, PlainMember member) {
        return text.take(word) ? member.of(json, violations) : Unread.NOT_PLAIN;
    }
}
