package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.util.Optional;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;

/// A call that a peer has made.
///
/// - {@code side}: the leg, as the core has it.
/// - {@code tag}: that of the gateway.
record WireCall(WirePeer wire, Pair.Side side, String callId, String tag) {
    static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    /// One that is made and answered.
    static WireCall answered(WirePeer wire, String callId) {
        wire.invite(callId, "");
        var side = wire.call();
        side.hears(Offered.class);
        side.does(new Answer(Optional.of(ULAW), Optional.empty()));
        var ok = wire.expect("SIP/2.0 200");
        wire.acknowledge(ok, "");
        return new WireCall(wire, side, callId, toTag(ok));
    }

    /// The start and headers of a request in it; {@code more} are lines.
    String request(String method, int sequence, String more) {
        return wire.request(method, callId, tag, sequence, more);
    }

    /// The peer ends it, and nothing is left.
    void end(int sequence) {
        wire.send(request("BYE", sequence, ""), "");
        Pair.until("200 to BYE", () -> header(wire.expect("SIP/2.0 200"), "CSeq").endsWith("BYE"));
        side.hears(Released.class);
        assertThat(wire.gateway.load()).isZero();
    }
}
