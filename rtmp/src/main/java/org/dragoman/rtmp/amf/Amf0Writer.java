package org.dragoman.rtmp.amf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes AMF 0; every client reads it. Source: "Action Message Format -- AMF 0" §2.
public final class Amf0Writer {
    private static final int LONGEST_SHORT_TEXT = 0xffff; // bytes

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    private Amf0Writer() {}

    public static byte[] write(List<Amf> values) {
        var writer = new Amf0Writer();
        values.forEach(writer::value);
        return writer.out.toByteArray();
    }

    private void value(Amf value) {
        switch (value) {
            case Amf.Number(double number) -> number(0, number);
            case Amf.Flag(boolean flag) -> {
                out.write(1);
                out.write(flag ? 1 : 0);
            }
            case Amf.Text(String text) -> text(text);
            case Amf.Absent absent -> out.write(absent == Amf.Absent.NULL ? 5 : 6);
            case Amf.Fields(String className, var members) -> object(className, members);
            case Amf.Table(var members) -> {
                out.write(8);
                u32(members.size());
                members(members);
            }
            case Amf.Items(var items) -> {
                out.write(10);
                u32(items.size());
                items.forEach(this::value);
            }
            case Amf.Moment(double millis) -> {
                number(11, millis);
                u16(0);
            }
            case Amf.Octets octets -> octets(octets.bytes());
        }
    }

    private void number(int marker, double number) {
        out.write(marker);
        long bits = Double.doubleToLongBits(number);
        u32((int) (bits >>> 32));
        u32((int) bits);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > LONGEST_SHORT_TEXT) {
            out.write(12);
            u32(utf8.length);
        } else {
            out.write(2);
            u16(utf8.length);
        }
        out.writeBytes(utf8);
    }

    private void object(String className, Map<String, Amf> members) {
        if (className.isEmpty()) {
            out.write(3);
        } else {
            out.write(16);
            name(className);
        }
        members(members);
    }

    private void members(Map<String, Amf> members) {
        members.forEach(
                (name, member) -> {
                    name(name);
                    value(member);
                });
        u16(0);
        out.write(9);
    }

    /// AMF 0 has no bytes of its own: they go as AMF 3 within it (§3.1).
    private void octets(byte[] bytes) {
        out.write(0x11);
        out.write(12);
        int header = bytes.length << 1 | 1;
        if (header >= 1 << 14) {
            out.write(0x80 | header >> 22);
            out.write(0x80 | header >> 15);
            out.write(0x80 | header >> 8);
            out.write(header);
        } else {
            out.write(0x80 | header >> 7);
            out.write(header & 0x7f);
        }
        out.writeBytes(bytes);
    }

    private void name(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > LONGEST_SHORT_TEXT) {
            throw new IllegalArgumentException("a name of " + utf8.length + " bytes");
        }
        u16(utf8.length);
        out.writeBytes(utf8);
    }

    private void u16(int value) {
        out.write(value >>> 8);
        out.write(value);
    }

    private void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }
}
