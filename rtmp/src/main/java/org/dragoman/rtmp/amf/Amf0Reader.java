package org.dragoman.rtmp.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.core.fault.PeerFault.Malformed;

/// Reads AMF 0. Source: "Action Message Format -- AMF 0" §2 and §3.
public final class Amf0Reader {
    private static final int OBJECT_END = 9;
    private static final int AVM_PLUS = 0x11;

    private final AmfInput in;
    private final AmfInput.Said said;

    private Amf0Reader(AmfInput in) {
        this.in = in;
        this.said = in.new Said();
    }

    /// All values of a message, in order.
    ///
    /// - {@code from}: where they begin.
    /// - Errors: {@link Malformed} for bytes that are none, or more than the limits allow.
    public static List<Amf> readAll(byte[] bytes, int from, AmfLimits limits) throws Malformed {
        var in = new AmfInput(bytes, from, limits);
        var reader = new Amf0Reader(in);
        var values = new ArrayList<Amf>();
        while (in.hasMore()) {
            values.add(reader.value());
        }
        return values;
    }

    private Amf value() throws Malformed {
        in.value();
        int marker = in.u8();
        return switch (marker) {
            case 0 -> new Amf.Number(in.float64());
            case 1 -> new Amf.Flag(in.u8() != 0);
            case 2 -> new Amf.Text(in.text(in.u16()));
            case 3 -> object("");
            case 5 -> Amf.Absent.NULL;
            case 6, 13 -> Amf.Absent.UNDEFINED; // unsupported (§2.14): there is nothing to know
            case 7 -> said.again(in.u16());
            case 8 -> table();
            case 10 -> items();
            case 11 -> moment();
            case 12, 15 -> new Amf.Text(in.text(in.u32()));
            case 16 -> object(in.text(in.u16()));
            case AVM_PLUS -> Amf3Reader.readOne(in);
            default -> throw in.malformed("marker " + marker);
        };
    }

    private Amf object(String className) throws Malformed {
        long begun = said.begin();
        return said.end(begun, new Amf.Fields(className, members()));
    }

    /// The count is a hint (§2.10): what ends the array is its end marker.
    private Amf table() throws Malformed {
        long begun = said.begin();
        in.u32();
        return said.end(begun, new Amf.Table(members()));
    }

    private Map<String, Amf> members() throws Malformed {
        in.deeper();
        var members = new LinkedHashMap<String, Amf>();
        while (true) {
            String name = in.text(in.u16());
            if (name.isEmpty() && in.skipIf(OBJECT_END)) {
                in.back();
                return members;
            }
            members.put(name, value());
        }
    }

    private Amf items() throws Malformed {
        long begun = said.begin();
        in.deeper();
        int count = in.count(in.u32(), 1);
        var items = new ArrayList<Amf>();
        for (int i = 0; i < count; i++) {
            items.add(value());
        }
        in.back();
        return said.end(begun, new Amf.Items(items));
    }

    private Amf moment() throws Malformed {
        var moment = new Amf.Moment(in.float64());
        in.u16(); // the time zone is reserved and shall be 0 (§2.13)
        return moment;
    }
}
