package org.dragoman.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;

/// The native memory of calls under AES-GCM: taken with the first packet, given back when a key is
/// changed and when the call's ports end. A relay rehearses calls of its own in the background,
/// which take some for a moment.
class SessionMemoryTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final PayloadFormat PCMA = new PayloadFormat(Codec.PCMA, 8, 20);
    private static final SrtpSuite SUITE = SrtpSuite.AEAD_AES_128_GCM;
    private static final int CALLS = 20;
    private static final int A_WHILE_MILLIS = 200;
    private static final int PATIENCE = 100; // packets, one in a while
    private static final int IN_A_CALL = 2; // one to open what comes, one to seal what goes

    @Test
    void calls_give_back_what_they_took() throws Exception {
        int before = OpensslGalois.inUse();
        var config = RelayConfig.on(LOOPBACK).withPorts(37_000, 37_199, Duration.ZERO);
        try (var relay = new Relay(config);
                var phone = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            var open = new ArrayList<MediaPlane.Opened>();
            for (int i = 0; i < CALLS; i++) {
                var one = relay.open("left", new Deaf());
                var other = relay.open("right", new Deaf());
                open.addAll(List.of(one, other));
                one.join(other);
                talk(phone, one, other, 2L * i);
            }
            Eventually.isTrue(SOON, () -> OpensslGalois.inUse() - before == CALLS * IN_A_CALL);
            talk(phone, open.get(0), open.get(1), 1_001); // both legs of it under other keys
            Eventually.isTrue(SOON, () -> OpensslGalois.inUse() - before == CALLS * IN_A_CALL);
            open.getLast().port().agree(flow(phone)); // and one leg in the clear
            Eventually.isTrue(SOON, () -> OpensslGalois.inUse() - before < CALLS * IN_A_CALL);
            open.forEach(MediaPlane.Opened::close);
            Eventually.isTrue(SOON, () -> OpensslGalois.inUse() == before);
            var last = relay.open("left", new Deaf());
            var none = relay.open("right", new Deaf());
            last.join(none);
            talk(phone, last, none, 5_000);
        } // a relay that ends with calls in it
        Eventually.isTrue(SOON, () -> OpensslGalois.inUse() == before);
    }

    /// The caller says something, and the callee gets it under a key of its own.
    private static void talk(
            DatagramSocket phone, MediaPlane.Opened one, MediaPlane.Opened other, long seed)
            throws Exception {
        var callers = SrtpPair.keys(SUITE, seed);
        var callees = SrtpPair.keys(SUITE, seed + 1);
        one.port().agree(flow(phone).withKeys(callers, callers));
        other.port().agree(flow(phone).withKeys(callees, callees));
        var from = new SrtpPair(callers);
        var to = new SrtpPair(callees);
        long index = 1;
        for (boolean heard = false; !heard; index++) { // until the loop has the keys
            assertThat(index).as("packets without an echo").isLessThan(PATIENCE);
            byte[] sealed = from.sealed(index, (int) seed);
            phone.send(new DatagramPacket(sealed, sealed.length, one.port().localRtp()));
            heard = hears(phone, to);
        }
        from.sender.release();
        to.receiver.release();
    }

    /// Whether a packet comes in a while that is sealed for the callee.
    private static boolean hears(DatagramSocket phone, SrtpPair callee) throws IOException {
        var heard = new DatagramPacket(new byte[SrtpPair.ROOM], SrtpPair.ROOM);
        phone.setSoTimeout(A_WHILE_MILLIS);
        try {
            phone.receive(heard);
        } catch (SocketTimeoutException _) {
            return false;
        }
        byte[] packet = Arrays.copyOf(heard.getData(), heard.getLength());
        return callee.open(packet) == 12 + SrtpPair.PAYLOAD;
    }

    private static MediaFlow flow(DatagramSocket phone) {
        return new MediaFlow(
                Optional.of((InetSocketAddress) phone.getLocalSocketAddress()),
                Optional.empty(),
                Optional.of(PCMA),
                List.of(PCMA),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Direction.SEND_RECEIVE);
    }

    private static final class Deaf implements MediaPlane.Ear {
        @Override
        public void digit(char digit, Duration held) {
            throw new AssertionError("nobody dialled " + digit);
        }

        @Override
        public void firstPacket() {
            // the keys are what matters
        }

        @Override
        public void conversionFailed(String why) {
            throw new AssertionError(why);
        }
    }
}
