package org.dragoman.h323.h245;

import java.util.Optional;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Scope;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel;

/// Encoded H.245 PDUs and the messages we know. Source: H.245 Annex A.
public final class H245Codec {
    private final ChannelCodec channels;
    private final MessageReader reader;
    private final MessageWriter writer;

    public H245Codec(CodecCapabilities codecs) {
        var capabilities = new CapabilityCodec(codecs);
        channels = new ChannelCodec(codecs, capabilities);
        reader = new MessageReader(codecs, capabilities, channels);
        writer = new MessageWriter(capabilities, channels);
    }

    public H245Message decode(byte[] pdu) throws PeerFault {
        try {
            return reader.read(MultimediaSystemControlMessage.fromPer(pdu));
        } catch (MalformedPdu bad) {
            throw malformed(bad);
        }
    }

    public byte[] encode(H245Message message) {
        return writer.pdu(message).toPer();
    }

    /// An element of fastStart.
    public H245Message.OpenLogicalChannel decodeChannel(Octets pdu) throws PeerFault {
        try {
            return channels.decode(OpenLogicalChannel.fromPer(pdu));
        } catch (MalformedPdu bad) {
            throw malformed(bad);
        }
    }

    public Octets encodeChannel(H245Message.OpenLogicalChannel channel) {
        return channels.encode(channel).toPerOctets();
    }

    private static Malformed malformed(MalformedPdu bad) {
        return new Malformed(Scope.MESSAGE, Optional.ofNullable(bad.getMessage()).orElse("H.245"));
    }
}
