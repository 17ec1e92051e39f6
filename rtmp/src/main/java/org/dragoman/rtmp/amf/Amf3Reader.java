package org.dragoman.rtmp.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.core.fault.PeerFault.Malformed;

/// Reads a value of AMF 3, as it stands within AMF 0. Source: "Action Message Format -- AMF 3"
/// §3.
final class Amf3Reader {
    /// The one class of a program's own encoding that clients put into calls: a list around a
    /// list.
    private static final String ARRAY_COLLECTION = "flex.messaging.io.ArrayCollection";

    private static final int OCTETS_OF_INTEGER = 29;

    /// What objects of a class have: said once, then referred to.
    private record Traits(
            String className, boolean ownEncoding, boolean dynamic, List<String> names) {}

    private final AmfInput in;
    private final AmfInput.Said said;
    private final List<String> texts = new ArrayList<>();
    private final List<Traits> traits = new ArrayList<>();

    private Amf3Reader(AmfInput in) {
        this.in = in;
        this.said = in.new Said();
    }

    /// References hold within one such value (AMF 0 §3.1).
    static Amf readOne(AmfInput in) throws Malformed {
        return new Amf3Reader(in).value();
    }

    private Amf value() throws Malformed {
        in.value();
        int marker = in.u8();
        return switch (marker) {
            case 0 -> Amf.Absent.UNDEFINED;
            case 1 -> Amf.Absent.NULL;
            case 2 -> new Amf.Flag(false);
            case 3 -> new Amf.Flag(true);
            case 4 -> new Amf.Number(signed(u29()));
            case 5 -> new Amf.Number(in.float64());
            case 6 -> new Amf.Text(text());
            case 7, 11 -> xml();
            case 8 -> moment();
            case 9 -> array();
            case 10 -> object();
            case 12 -> octets();
            case 13, 14, 15, 16 -> vector(marker);
            default -> throw in.malformed("marker " + marker + " of AMF 3"); // §3.16: no dictionary
        };
    }

    /// Variable length, 29 bits (§1.3.1).
    private int u29() throws Malformed {
        int value = 0;
        for (int i = 0; i < 3; i++) {
            int next = in.u8();
            value = value << 7 | next & 0x7f;
            if (next < 0x80) {
                return value;
            }
        }
        return value << 8 | in.u8();
    }

    private static int signed(int u29) {
        int unused = Integer.SIZE - OCTETS_OF_INTEGER;
        return u29 << unused >> unused;
    }

    private String text() throws Malformed {
        int header = u29();
        if ((header & 1) == 0) {
            return again(texts, header >> 1);
        }
        String text = in.text(header >> 1);
        if (!text.isEmpty()) { // the empty string is never referred to (§1.3.2)
            texts.add(text);
        }
        return text;
    }

    private <T> T again(List<T> table, int number) throws Malformed {
        if (number >= table.size()) {
            throw in.malformed("reference %d of %d".formatted(number, table.size()));
        }
        return table.get(number);
    }

    private Amf xml() throws Malformed {
        int header = u29();
        if ((header & 1) == 0) {
            return said.again(header >> 1);
        }
        long begun = said.begin();
        return said.end(begun, new Amf.Text(in.text(header >> 1)));
    }

    private Amf moment() throws Malformed {
        int header = u29();
        if ((header & 1) == 0) {
            return said.again(header >> 1);
        }
        long begun = said.begin();
        return said.end(begun, new Amf.Moment(in.float64()));
    }

    private Amf octets() throws Malformed {
        int header = u29();
        if ((header & 1) == 0) {
            return said.again(header >> 1);
        }
        long begun = said.begin();
        return said.end(begun, new Amf.Octets(in.octets(header >> 1)));
    }

    /// Members with names come first; then those with numbers (§3.11).
    private Amf array() throws Malformed {
        int header = u29();
        if ((header & 1) == 0) {
            return said.again(header >> 1);
        }
        long begun = said.begin();
        in.deeper();
        Map<String, Amf> named = dynamic(new LinkedHashMap<>());
        int count = in.count(header >> 1, 1);
        var items = new ArrayList<Amf>();
        for (int i = 0; i < count; i++) {
            items.add(value());
        }
        in.back();
        if (named.isEmpty()) {
            return said.end(begun, new Amf.Items(items));
        }
        for (int i = 0; i < count; i++) {
            named.put(Integer.toString(i), items.get(i));
        }
        return said.end(begun, new Amf.Table(named));
    }

    private Map<String, Amf> dynamic(Map<String, Amf> members) throws Malformed {
        for (String name = text(); !name.isEmpty(); name = text()) {
            members.put(name, value());
        }
        return members;
    }

    private Amf object() throws Malformed {
        int header = u29();
        if ((header & 1) == 0) {
            return said.again(header >> 1);
        }
        Traits its = (header & 2) == 0 ? again(traits, header >> 2) : newTraits(header);
        long begun = said.begin();
        in.deeper();
        Amf value = its.ownEncoding() ? ownEncoding(its) : fields(its);
        in.back();
        return said.end(begun, value);
    }

    private Amf fields(Traits its) throws Malformed {
        var members = new LinkedHashMap<String, Amf>();
        for (String name : its.names()) {
            members.put(name, value());
        }
        return new Amf.Fields(its.className(), its.dynamic() ? dynamic(members) : members);
    }

    private Amf ownEncoding(Traits its) throws Malformed {
        if (!its.className().equals(ARRAY_COLLECTION)) {
            throw in.malformed("an encoding of its own: " + its.className());
        }
        return value();
    }

    private Traits newTraits(int header) throws Malformed {
        String className = text();
        boolean ownEncoding = (header & 4) != 0;
        var names = new ArrayList<String>();
        int count = ownEncoding ? 0 : in.count(header >> 4, 1);
        for (int i = 0; i < count; i++) {
            names.add(text());
        }
        var its = new Traits(className, ownEncoding, (header & 8) != 0, List.copyOf(names));
        traits.add(its);
        return its;
    }

    private Amf vector(int marker) throws Malformed {
        int header = u29();
        if ((header & 1) == 0) {
            return said.again(header >> 1);
        }
        long begun = said.begin();
        in.deeper();
        in.u8(); // whether its length is fixed
        if (marker == 16) {
            text(); // the class of its items
        }
        int count = in.count(header >> 1, 1);
        var items = new ArrayList<Amf>();
        for (int i = 0; i < count; i++) {
            items.add(item(marker));
        }
        in.back();
        return said.end(begun, new Amf.Items(items));
    }

    private Amf item(int marker) throws Malformed {
        if (marker == 16) {
            return value();
        }
        in.value();
        return switch (marker) {
            case 13 -> new Amf.Number((int) in.u32());
            case 14 -> new Amf.Number(in.u32());
            default -> new Amf.Number(in.float64()); // 15, by §3.14
        };
    }
}
