package org.dragoman.h323.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.ObjectId;
import org.dragoman.asn1.per.PerReader;
import org.dragoman.h323.asn1.h245.CapabilityIdentifier;
import org.dragoman.h323.asn1.h245.GenericMessage;
import org.dragoman.h323.asn1.h245.GenericParameter;
import org.dragoman.h323.asn1.h245.IndicationMessage;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h245.ParameterIdentifier;
import org.dragoman.h323.asn1.h245.ParameterValue;
import org.junit.jupiter.api.Test;

/// Messages that keep every rule of H.245 but are made to exhaust whoever reads them.
class LimitTest {
    private static final int TPKT = 65_531; // octets of PDU that RFC 1006 §6 lets one packet carry
    private static final long MOST_MEMORY = 1 << 20; // octets a PDU

    private static final GenericParameter SMALLEST =
            new GenericParameter(new ParameterIdentifier.Standard(0), new ParameterValue.Logical());

    /// Two octets a parameter on the wire become a dozen times that in memory.
    @Test
    void aPacketFullOfTheSmallestParametersTakesNoMoreThanItsShare() {
        byte[] pdu = genericIndication(Collections.nCopies(20_000, SMALLEST));
        assertThat(pdu).hasSizeLessThan(TPKT).hasSizeGreaterThan(TPKT / 2);
        assertRefused(pdu, "octets");
    }

    @Test
    void parametersNestedAThousandDeepAreRefused() {
        GenericParameter nested = SMALLEST;
        for (int depth = 0; depth < 1_000; depth++) {
            var inner = new ParameterValue.GenericParameter(List.of(nested));
            nested = new GenericParameter(new ParameterIdentifier.Standard(0), inner);
        }
        assertRefused(genericIndication(List.of(nested)), "deeper");
    }

    /// What real equipment nests is far from the limit.
    @Test
    void parametersNestedTenDeepAreRead() throws MalformedPdu {
        GenericParameter nested = SMALLEST;
        for (int depth = 0; depth < 10; depth++) {
            var inner = new ParameterValue.GenericParameter(new ArrayList<>(List.of(nested)));
            nested = new GenericParameter(new ParameterIdentifier.Standard(0), inner);
        }
        byte[] pdu = genericIndication(List.of(nested));
        assertThat(MultimediaSystemControlMessage.fromPer(pdu).toPer()).isEqualTo(pdu);
    }

    @Test
    void aPduLongerThanTheLimitIsRefused() {
        assertRefused(new byte[PerReader.PDU + 1], "octets");
    }

    private static byte[] genericIndication(List<GenericParameter> parameters) {
        var message =
                GenericMessage.builder()
                        .messageIdentifier(
                                new CapabilityIdentifier.Standard(ObjectId.of(0, 0, 8, 239, 2)))
                        .messageContent(parameters)
                        .build();
        return new MultimediaSystemControlMessage.Indication(
                        new IndicationMessage.GenericIndication(message))
                .toPer();
    }

    private static void assertRefused(byte[] pdu, String because) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        MalformedPdu fault =
                catchThrowableOfType(
                        MalformedPdu.class, () -> MultimediaSystemControlMessage.fromPer(pdu));
        long memory = thread.getCurrentThreadAllocatedBytes() - before;
        assertThat(fault).isNotNull();
        assertThat(fault.rule()).startsWith("limit of this decoder").contains(because);
        assertThat(memory).as("octets taken").isLessThanOrEqualTo(MOST_MEMORY);
    }
}
