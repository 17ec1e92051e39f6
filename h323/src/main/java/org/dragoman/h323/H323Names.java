package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.asn1.h225.RasMessage;
import org.dragoman.h323.h225.H225Codec;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.h245.CodecCapabilities;
import org.dragoman.h323.h245.H245Codec;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.rules.CodecTable;

/// Says in the Recommendations' words what encoded messages are, the same as ladders do.
public final class H323Names {
    private final H245Codec h245;

    /// - {@code detail}: one line of what matters in it, or empty.
    public record Named(String name, String detail) {}

    public H323Names(CodecTable codecs) {
        h245 = new H245Codec(new CodecCapabilities(codecs));
    }

    /// A Q.931 message, and the messages of H.245 and RAS inside it.
    ///
    /// - Errors: it cannot be read.
    public List<Named> ofQ931(byte[] octets) throws PeerFault {
        var message = Q931Codec.decode(octets);
        var user = message.userUser();
        var info =
                user.isPresent() ? H225Codec.decode(user.get().content()) : UserInformation.NOTHING;
        var all = new ArrayList<Named>();
        all.add(new Named(message.type().toString(), LegWire.detail(message, info)));
        for (var pdus : List.of(info.h245Control(), info.parallelH245Control())) {
            for (var pdu : pdus) {
                all.add(inside("H.245", pdu.toByteArray(), this::ofH245));
            }
        }
        if (user.isPresent()) {
            for (var pdu : TunnelledRas.in(user.get().content())) {
                all.add(inside("RAS", pdu, this::ofRas));
            }
        }
        return all;
    }

    private interface Naming {
        Named of(byte[] pdu) throws PeerFault;
    }

    private static Named inside(String protocol, byte[] pdu, Naming naming) {
        try {
            return naming.of(pdu);
        } catch (PeerFault unreadable) {
            return new Named(protocol + " unreadable", String.valueOf(unreadable.getMessage()));
        }
    }

    /// - Errors: it cannot be read.
    public Named ofH245(byte[] pdu) throws PeerFault {
        var message = h245.decode(pdu);
        return new Named("H.245 " + message.word(), message.detail());
    }

    /// A message of RAS (H.225.0 §7.8).
    ///
    /// - Errors: it cannot be read.
    public Named ofRas(byte[] pdu) throws PeerFault {
        try {
            var message = RasMessage.fromPer(pdu);
            var name = message.getClass().getSimpleName();
            return new Named(
                    "RAS " + Character.toLowerCase(name.charAt(0)) + name.substring(1), "");
        } catch (MalformedPdu bad) {
            throw new PeerFault.Malformed(
                    PeerFault.Scope.MESSAGE, String.valueOf(bad.getMessage()));
        }
    }
}
