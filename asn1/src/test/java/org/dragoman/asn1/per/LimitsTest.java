package org.dragoman.asn1.per;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What a hostile PDU may cost: memory is accounted for before it is taken.
class LimitsTest {
    record Attack(String name, byte[] pdu, Decoder<?> read, String rule) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int MAX = PerReader.UNBOUNDED;
    private static final int MIB = 1 << 20;

    private static byte[] filled(int size, int... first) {
        byte[] pdu = new byte[size];
        for (int i = 0; i < first.length; i++) {
            pdu[i] = (byte) first[i];
        }
        return pdu;
    }

    /// A type that contains itself, one octet a level.
    private static Object nested(PerReader in) throws MalformedPdu {
        in.enter(32);
        Object inner = in.bit() ? List.of(nested(in)) : List.of();
        in.leave();
        return inner;
    }

    private static byte[] ones(int size) {
        byte[] pdu = new byte[size];
        Arrays.fill(pdu, (byte) 0xff);
        return pdu;
    }

    private static byte[] manySmallLists() {
        byte[] pdu = new byte[60_000];
        Arrays.fill(pdu, (byte) 1);
        pdu[0] = (byte) 0xbf;
        pdu[1] = (byte) 0xff;
        return pdu;
    }

    static final List<Attack> ATTACKS =
            List.of(
                    new Attack(
                            "a list of 65,535 elements in four octets",
                            filled(4, 0xff, 0xff),
                            in -> in.list(0, 65_535, e -> e.octets(3, 3)),
                            "X.691 §11.1"),
                    new Attack(
                            "fragments of elements without bits, for ever",
                            ones(200_000),
                            in -> {
                                Arrays.fill(in.buffer(), (byte) 0xc4);
                                return in.list(0, MAX, e -> Null.NULL);
                            },
                            "limit"),
                    new Attack(
                            "a text without bits, for ever",
                            ones(200_000),
                            in -> {
                                Arrays.fill(in.buffer(), (byte) 0xc4);
                                var x = StringType.of(StringType.Base.IA5, 0, MAX, false, "x");
                                return x.decode(in);
                            },
                            "limit"),
                    new Attack(
                            "an octet string longer than the PDU",
                            filled(3, 0xbf, 0xff),
                            in -> in.octets(0, MAX),
                            "X.691 §11.1"),
                    new Attack(
                            "small lists by the thousand",
                            manySmallLists(),
                            in -> in.list(0, MAX, e -> e.list(0, MAX, PerReader::bit)),
                            "limit"),
                    new Attack("types in types", ones(1000), LimitsTest::nested, "nested deeper"),
                    new Attack(
                            "an INTEGER of nine octets",
                            filled(20, 9, 1),
                            PerReader::unconstrained,
                            "64 bits"),
                    new Attack(
                            "an OBJECT IDENTIFIER of 300 octets",
                            filled(400, 0x81, 0x2c),
                            PerReader::objectId,
                            "300 octets"),
                    new Attack(
                            "an OBJECT IDENTIFIER that does not end",
                            filled(3, 2, 0x81, 0x81),
                            PerReader::objectId,
                            "X.690 §8.19.2"));

    @ParameterizedTest
    @FieldSource("ATTACKS")
    void isRefusedWithinOneMebibyte(Attack attack) {
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> attack.read().decode(new PerReader(attack.pdu())))
                .isInstanceOf(MalformedPdu.class)
                .hasMessageContaining(attack.rule());
        long taken = memory.getCurrentThreadAllocatedBytes() - before;
        assertThat(taken).isLessThan(MIB + MIB / 4); // the rest is the test's own
    }

    @ParameterizedTest
    @FieldSource("ATTACKS")
    void aPduOfTooManyOctetsIsNotLookedAt(Attack attack) {
        byte[] pdu = Arrays.copyOf(attack.pdu(), PerReader.PDU + 1);
        assertThatThrownBy(() -> attack.read().decode(new PerReader(pdu)))
                .isInstanceOf(MalformedPdu.class)
                .hasMessageContaining("a PDU of more than");
    }
}
