package org.dragoman.h323.pdu;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.asn1.per.BitString;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Null;
import org.dragoman.asn1.per.ObjectId;
import org.dragoman.asn1.per.Octets;
import org.dragoman.asn1.per.UnknownExtensions;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel;

/// Says what is in a decoded value, in the same words as the golden files, so that it can be
/// held against the reading of an independent decoder.
///
/// One fact per word, in the order of the wire: the name of every component that is present and
/// of every alternative that was chosen (small letters and digits only), `=value` after what
/// has no parts, `#count` after a list, `-` before each element of one. Tunnelled H.245 and the
/// channels of fast start are opened.
final class Facts {
    private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private final List<String> words = new ArrayList<>();

    private Facts() {}

    static List<String> of(Record value) throws MalformedPdu {
        Facts facts = new Facts();
        facts.inside(value);
        return facts.words;
    }

    private void inside(Record value) throws MalformedPdu {
        if (isAlternative(value)) {
            alternative(value);
            return;
        }
        for (RecordComponent component : components(value)) {
            component(plain(component.getName()), read(component, value));
        }
        SupplementaryArgument.of(value).ifPresent(this::argument);
    }

    private void argument(Record argument) {
        words.add(plain(argument.getClass().getSimpleName()));
        try {
            inside(argument);
        } catch (MalformedPdu e) {
            throw new IllegalStateException("nothing is opened inside an argument", e);
        }
    }

    private void component(String name, Object value) throws MalformedPdu {
        switch (value) {
            case Optional<?> optional -> {
                if (optional.isPresent()) {
                    component(name, optional.get());
                }
            }
            case UnknownExtensions _ -> {}
            case Null _ -> words.add(name);
            case List<?> list -> {
                words.add(name + "#" + list.size());
                for (Object element : list) {
                    element(name, element);
                }
            }
            case Record parts when !isEnumerated(parts) -> {
                words.add(name);
                inside(parts);
            }
            default -> words.add(name + "=" + text(value));
        }
    }

    private void element(String list, Object element) throws MalformedPdu {
        switch (element) {
            case Octets octets when list.equals("faststart") -> {
                words.add("-");
                inside(OpenLogicalChannel.fromPer(octets));
            }
            case Octets octets
                    when list.equals("h245control") || list.equals("parallelh245control") -> {
                words.add("-");
                inside((Record) MultimediaSystemControlMessage.fromPer(octets));
            }
            case List<?> inner -> {
                words.add("-#" + inner.size());
                for (Object each : inner) {
                    element("", each);
                }
            }
            case Record parts -> {
                words.add("-");
                inside(parts);
            }
            default -> words.add("=" + text(element));
        }
    }

    private void alternative(Record chosen) throws MalformedPdu {
        String name = plain(chosen.getClass().getSimpleName());
        RecordComponent[] components = components(chosen);
        if (components.length == 1 && components[0].getName().equals("value")) {
            component(name, read(components[0], chosen));
            return;
        }
        words.add(name);
        for (RecordComponent component : components) {
            component(plain(component.getName()), read(component, chosen));
        }
    }

    private static boolean isAlternative(Record value) {
        for (Class<?> type : value.getClass().getInterfaces()) {
            if (type.isSealed()) {
                return true;
            }
        }
        return false;
    }

    /// An item of an extensible ENUMERATED that this version does not know.
    private static boolean isEnumerated(Record value) {
        return isAlternative(value)
                && value.getClass().getSimpleName().equals("Unknown")
                && components(value).length == 1;
    }

    private static RecordComponent[] components(Record value) {
        return COMPONENTS.computeIfAbsent(value.getClass(), Class::getRecordComponents);
    }

    private static Object read(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a generated record", e);
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? "1" : "0";
            case Octets octets -> octets.toHex();
            case BitString bits -> hex(bits);
            case ObjectId id -> id.toString();
            case Enum<?> item -> String.valueOf(item.ordinal());
            case Number number -> number.toString();
            case String string -> escaped(string);
            default -> throw new IllegalStateException("no text for " + value.getClass());
        };
    }

    private static String hex(BitString bits) {
        StringBuilder hex = new StringBuilder();
        for (int at = 0; at < bits.length(); at += 8) {
            int octet = 0;
            for (int bit = at; bit < at + 8; bit++) {
                octet = octet << 1 | (bit < bits.length() && bits.bit(bit) ? 1 : 0);
            }
            hex.append("%02x".formatted(octet));
        }
        return hex.toString();
    }

    private static String escaped(String string) {
        StringBuilder text = new StringBuilder();
        for (char c : string.toCharArray()) {
            text.append(
                    c == '\\'
                            ? "\\\\"
                            : c > 32 && c < 127 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return text.toString();
    }

    private static String plain(String name) {
        return NAMES.computeIfAbsent(
                name, it -> it.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT));
    }
}
