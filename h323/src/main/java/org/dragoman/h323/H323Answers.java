package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.h225.H225Codec;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.h245.CodecCapabilities;
import org.dragoman.h323.h245.H245Codec;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.rules.CodecTable;

/// Makes what a captured peer answered to somebody else an answer to us: the numbers in it become
/// those that we asked with. It hears all that our leg says to the peer.
///
/// Nothing but the number changes, and that has as many octets whatever it is (H.245 Annex A, X.691
/// §11.5.7): so answers can be replaced where they stand, even inside call signalling, and keep
/// what our own words for them do not have.
public final class H323Answers {
    private static final int CALL_REFERENCE = 2; // octets before it

    private final H245Codec h245;
    private final Deque<Integer> capabilitySets = new ArrayDeque<>();
    private final Deque<Integer> opened = new ArrayDeque<>();
    private final Deque<Integer> closed = new ArrayDeque<>();
    private final Deque<Integer> roundTrips = new ArrayDeque<>();
    private final Deque<Integer> modes = new ArrayDeque<>();
    private Optional<Boolean> decided = Optional.empty(); // what we told the peer it is
    private boolean determining;
    private int reference = -1;

    public H323Answers(CodecTable codecs) {
        h245 = new H245Codec(new CodecCapabilities(codecs));
    }

    /// Our leg sent call signalling.
    public void sentQ931(byte[] message) throws PeerFault {
        reference = Q931Codec.referenceOf(message) & 0x7FFF;
        for (var pdu : tunnelled(message)) {
            sentH245(pdu);
        }
    }

    private static List<byte[]> tunnelled(byte[] message) throws PeerFault {
        var pdus = new ArrayList<byte[]>();
        var info = information(message);
        info.h245Control().forEach(pdu -> pdus.add(pdu.toByteArray()));
        info.parallelH245Control().forEach(pdu -> pdus.add(pdu.toByteArray()));
        return pdus;
    }

    private static UserInformation information(byte[] message) throws PeerFault {
        var user = Q931Codec.decode(message).userUser();
        return user.isPresent() ? H225Codec.decode(user.get().content()) : UserInformation.NOTHING;
    }

    /// Where the sender of call signalling listens for H.245, if it says so.
    public static Optional<InetSocketAddress> h245Address(byte[] message) throws PeerFault {
        return information(message).h245Address();
    }

    /// Our leg sent an H.245 message.
    public void sentH245(byte[] pdu) throws PeerFault {
        switch (h245.decode(pdu)) {
            case H245Message.TerminalCapabilitySet m -> capabilitySets.add(m.sequence());
            case H245Message.OpenLogicalChannel m -> opened.add(m.number());
            case H245Message.CloseLogicalChannel m -> closed.add(m.number());
            case H245Message.RoundTripDelayRequest m -> roundTrips.add(m.sequence());
            case H245Message.RequestMode m -> modes.add(m.sequence());
            case H245Message.MasterSlaveDetermination _ -> determining = true;
            case H245Message.MasterSlaveDeterminationAck m -> decided = Optional.of(m.master());
            default -> {} // the others ask nothing that is answered with a number
        }
    }

    /// The peer's call signalling, as our leg can take it.
    ///
    /// - {@code called}: the peer is the one that was called, and our leg chose the reference.
    public byte[] q931(byte[] captured, boolean called) throws PeerFault {
        byte[] ours = captured.clone();
        if (called && reference >= 0) {
            ours[CALL_REFERENCE] = (byte) (0x80 | reference >> 8);
            ours[CALL_REFERENCE + 1] = (byte) reference;
        }
        for (var pdu : tunnelled(captured)) {
            h245(pdu).ifPresent(answer -> replace(ours, pdu, answer));
        }
        return ours;
    }

    private static void replace(byte[] in, byte[] old, byte[] other) {
        for (int at = 0; at + old.length <= in.length && old.length == other.length; at++) {
            if (Arrays.equals(in, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(other, 0, in, at, other.length);
                return;
            }
        }
    }

    /// The peer's H.245 message, as our leg can take it; nothing where it answers what our leg has
    /// not asked.
    public Optional<byte[]> h245(byte[] pdu) throws PeerFault {
        var message = h245.decode(pdu);
        return switch (message) {
            case H245Message.TerminalCapabilitySetAck _ ->
                    to(pdu, capabilitySets, SEQUENCE, H245Message.TerminalCapabilitySetAck::new);
            case H245Message.TerminalCapabilitySetReject _ ->
                    to(pdu, capabilitySets, SEQUENCE, H245Message.TerminalCapabilitySetReject::new);
            case H245Message.OpenLogicalChannelAck m ->
                    to(
                            pdu,
                            opened,
                            CHANNEL,
                            n ->
                                    new H245Message.OpenLogicalChannelAck(
                                            n, m.media(), m.control(), m.session()));
            case H245Message.OpenLogicalChannelReject m ->
                    to(
                            pdu,
                            opened,
                            CHANNEL,
                            n -> new H245Message.OpenLogicalChannelReject(n, m.why()));
            case H245Message.CloseLogicalChannelAck _ ->
                    to(pdu, closed, CHANNEL, H245Message.CloseLogicalChannelAck::new);
            case H245Message.RoundTripDelayResponse _ ->
                    to(pdu, roundTrips, SEQUENCE, H245Message.RoundTripDelayResponse::new);
            case H245Message.RequestModeAck m ->
                    to(
                            pdu,
                            modes,
                            SEQUENCE,
                            n -> new H245Message.RequestModeAck(n, m.mostPreferred()));
            case H245Message.RequestModeReject _ ->
                    to(pdu, modes, SEQUENCE, H245Message.RequestModeReject::new);
            case H245Message.MasterSlaveDeterminationAck m -> decision(m);
            default -> Optional.of(pdu);
        };
    }

    private interface Answer {
        H245Message with(int number);
    }

    /// Two numbers of one kind that differ in each of their octets.
    private record Kind(int one, int other) {}

    private static final Kind SEQUENCE = new Kind(0, 0xFF); // SequenceNumber, 0 to 255
    private static final Kind CHANNEL = new Kind(1, 0x102); // LogicalChannelNumber, from 1

    private Optional<byte[]> to(byte[] pdu, Deque<Integer> asked, Kind kind, Answer answer) {
        return Optional.ofNullable(asked.poll()).map(n -> numbered(pdu, n, kind, answer));
    }

    /// The same with another number, which stands where encodings with two numbers differ.
    private byte[] numbered(byte[] pdu, int number, Kind kind, Answer answer) {
        byte[] one = h245.encode(answer.with(kind.one()));
        byte[] other = h245.encode(answer.with(kind.other()));
        byte[] wanted = h245.encode(answer.with(number));
        byte[] ours = pdu.clone();
        for (int i = 0; i < Math.min(one.length, ours.length); i++) {
            if (one[i] != other[i]) {
                ours[i] = wanted[i];
            }
        }
        return ours;
    }

    /// The random numbers are others now, and with them who is master: where we have decided, the
    /// peer agrees.
    private Optional<byte[]> decision(H245Message.MasterSlaveDeterminationAck captured) {
        if (!determining && decided.isEmpty()) {
            return Optional.empty();
        }
        boolean master = decided.map(peer -> !peer).orElse(captured.master());
        return Optional.of(h245.encode(new H245Message.MasterSlaveDeterminationAck(master)));
    }
}
