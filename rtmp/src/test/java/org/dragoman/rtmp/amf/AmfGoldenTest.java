package org.dragoman.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.rtmp.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Values as Red5's codecs write them, in both versions; and what is no value.
class AmfGoldenTest {
    private static final Map<String, Amf> MAP =
            Amf.fields(
                            "level",
                            "status",
                            "code",
                            "NetConnection.Connect.Success",
                            "again",
                            "status",
                            "count",
                            3)
                    .members();

    private static final Map<String, Amf> VALUES =
            Map.ofEntries(
                    Map.entry("number", Amf.of(4711.25)),
                    Map.entry("integer", Amf.of(300)),
                    Map.entry("negative", Amf.of(-5)),
                    Map.entry("true", Amf.of(true)),
                    Map.entry("text", Amf.of("Zürich")),
                    Map.entry("null", Amf.Absent.NULL),
                    Map.entry("map", new Amf.Table(MAP)),
                    Map.entry(
                            "list",
                            new Amf.Items(
                                    List.of(Amf.of("a"), Amf.of(1.5), Amf.of(true), Amf.of("a")))),
                    Map.entry("date", new Amf.Moment(1_700_000_000_000.0)),
                    Map.entry("long-text", Amf.of("x".repeat(300))),
                    Map.entry("bytes", new Amf.Octets(new byte[] {1, 2, 3})));

    @TestFactory
    List<DynamicTest> red5WritesWhatWeRead() {
        var lines = new String(Golden.bytes("amf.hex"), StandardCharsets.UTF_8).lines();
        return lines.map(line -> line.split(" "))
                .map(
                        p ->
                                DynamicTest.dynamicTest(
                                        "AMF " + p[0] + " " + p[1],
                                        () -> check(p[0], p[1], HexFormat.of().parseHex(p[2]))))
                .toList();
    }

    private static void check(String version, String name, byte[] wire) throws Malformed {
        byte[] bytes = version.equals("0") ? wire : within0(wire);
        assertThat(read(bytes)).containsExactly(VALUES.get(name));
        if (version.equals("0") && !name.equals("map")) { // Red5 counts one less in its arrays
            assertThat(Amf0Writer.write(List.of(VALUES.get(name)))).isEqualTo(wire);
        }
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(Malformed.class);
        }
    }

    private static byte[] within0(byte[] amf3) {
        byte[] bytes = new byte[amf3.length + 1];
        bytes[0] = 0x11; // AMF 0 §3.1
        System.arraycopy(amf3, 0, bytes, 1, amf3.length);
        return bytes;
    }

    /// An object of a class with traits, as the specification describes it (AMF 3 §3.12): the
    /// second one refers to traits and to a string of the first.
    @Test
    void objectsShareTheirTraits() throws Malformed {
        byte[] wire =
                HexFormat.of()
                        .parseHex(
                                "11"
                                        + "09"
                                        + "05"
                                        + "01" //
                                        + "0a"
                                        + "13"
                                        + "0341"
                                        + "0378"
                                        + "0401" // A with x = 1
                                        + "0a"
                                        + "01"
                                        + "0402"); // the same class, x = 2
        assertThat(read(wire))
                .containsExactly(
                        new Amf.Items(
                                List.of(
                                        new Amf.Fields("A", Map.of("x", Amf.of(1))),
                                        new Amf.Fields("A", Map.of("x", Amf.of(2))))));
    }

    @Test
    void whatWeWriteWeRead() throws Malformed {
        var deep = new HashMap<String, Amf>();
        deep.put("bytes", new Amf.Octets(new byte[20_000]));
        deep.put("long", Amf.of("y".repeat(70_000)));
        deep.put("class", new Amf.Fields("a.B", Map.of("n", Amf.Absent.UNDEFINED)));
        List<Amf> values = List.of(new Amf.Table(deep), Amf.of(false));
        assertThat(read(Amf0Writer.write(values))).isEqualTo(values);
    }

    @Test
    void r10_lengthsCountsAndDepthAreBounded() {
        refused("0a7fffffff"); // an array of two thousand millions
        refused("0c7fffffff41"); // such a string
        refused("11090101" + "09ffffffff01"); // such an array of AMF 3
        refused("03000161".repeat(20)); // objects in objects
        refused("1109030109".repeat(1) + "030109".repeat(20));
        refused("0700ff"); // a reference to nothing
        refused("0300016107000000000009"); // an object that contains itself
        refused("0a00000bb8" + "05".repeat(3_000)); // more values than a call has
    }

    /// Each array holds the one before it twice: forty bytes would unfold into a million
    /// values.
    @Test
    void r10_referencesDoNotUnfold() {
        var hex = new StringBuilder("0a000000150a0000000105");
        for (int i = 1; i < 20; i++) {
            hex.append("0a00000002").append("07%04x07%04x".formatted(i, i));
        }
        refused(hex.append("05").toString());
    }

    private static void refused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> read(bytes)).as(hex).isInstanceOf(Malformed.class);
    }

    private static List<Amf> read(byte[] bytes) throws Malformed {
        return Amf0Reader.readAll(bytes, 0, AmfLimits.DEFAULT);
    }
}
