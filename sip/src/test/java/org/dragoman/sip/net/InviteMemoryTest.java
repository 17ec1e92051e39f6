package org.dragoman.sip.net;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InviteMemoryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final InviteMemory memory = new InviteMemory();

    /// RFC 6026 §7.1: for 64*T1 a repeated INVITE is no new call, whatever became of the first.
    @Test
    void anInviteIsKnownForAsLongAsItsSenderMayRepeatIt() throws ParseException {
        var invite = invite("z9hG4bK1", "call", 1);
        assertThat(memory.isRepeated(invite, START)).isFalse();
        assertThat(memory.isRepeated(invite, START.plusSeconds(32))).isTrue();
        var another = invite("z9hG4bK2", "call", 1);
        assertThat(memory.isRepeated(another, START.plusSeconds(20))).isFalse();
        assertThat(memory.isRepeated(invite("z9hG4bK3", "x", 1), START.plusSeconds(40))).isFalse();
        assertThat(memory.isRepeated(another, START.plusSeconds(52))).isTrue();
    }

    @Test
    void itIsForgottenAfterwards() throws ParseException {
        var invite = invite("z9hG4bK1", "call", 1);
        memory.isRepeated(invite, START);
        assertThat(memory.isRepeated(invite, START.plusSeconds(100))).isFalse();
    }

    @Test
    void anotherWayNumberOrCallIsAnotherRequest() throws ParseException {
        memory.isRepeated(invite("z9hG4bK1", "call", 1), START);
        assertThat(memory.isRepeated(invite("z9hG4bK2", "call", 1), START)).isFalse();
        assertThat(memory.isRepeated(invite("z9hG4bK1", "call", 2), START)).isFalse();
        assertThat(memory.isRepeated(invite("z9hG4bK1", "other", 1), START)).isFalse();
    }

    /// RFC 3261 §17.2.3: a branch without the cookie names nothing.
    @Test
    void anOldPeersBranchSaysNothing() throws ParseException {
        var invite = invite("1", "call", 1);
        memory.isRepeated(invite, START);
        assertThat(memory.isRepeated(invite, START)).isFalse();
    }

    private static SIPRequest invite(String branch, String callId, int sequence)
            throws ParseException {
        var text =
                """
                INVITE sip:200@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.2:5060;branch=%s
                Max-Forwards: 70
                From: <sip:100@127.0.0.2>;tag=a
                To: <sip:200@127.0.0.1>
                Call-ID: %s
                CSeq: %d INVITE
                Content-Length: 0

                """
                        .formatted(branch, callId, sequence)
                        .replace("\n", "\r\n");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return (SIPRequest) new StringMsgParser().parseSIPMessage(bytes, true, false, null);
    }
}
