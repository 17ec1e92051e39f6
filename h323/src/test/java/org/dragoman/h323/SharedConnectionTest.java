package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Message;
import org.junit.jupiter.api.Test;

/// Several calls of ours on one connection, where the peer says that it takes them (H.225.0 §7.3,
/// multipleCalls and maintainConnection).
class SharedConnectionTest {
    private static final H323Behaviour SHARES =
            H323Behaviour.DEFAULT.with(d -> d.sharesConnection = true);

    @Test
    void aSecondCallGoesByTheConnectionOfTheFirst() throws Exception {
        try (var rig = new Rig(SHARES)) {
            var first = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                assertThat(setup.info().multipleCalls()).isTrue();
                assertThat(setup.info().maintainConnection()).isTrue();
                takes(peer, setup, true);
                first.sees(LegEvent.Ringing.class);
                var second = rig.dial();
                var other = peer.hear(MessageType.SETUP);
                assertThat(other.message().callReference())
                        .isNotEqualTo(setup.message().callReference());
                takes(peer, other, true);
                second.sees(LegEvent.Ringing.class);
                releases(peer, setup);
                assertThat(first.sees(LegEvent.Released.class).cause().q850()).isEqualTo(17);
                second.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
                peer.hear(MessageType.RELEASE_COMPLETE);
                var third = rig.dial();
                var kept = peer.hear(MessageType.SETUP);
                releases(peer, kept);
                third.sees(LegEvent.Released.class);
            }
        }
    }

    @Test
    void aPeerThatKeepsNoConnectionIsLeftAfterItsLastCall() throws Exception {
        try (var rig = new Rig(SHARES)) {
            var first = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                takes(peer, setup, false);
                first.sees(LegEvent.Ringing.class);
                releases(peer, setup);
                first.sees(LegEvent.Released.class);
                assertThat(peer.hearToTheEnd()).isEmpty();
            }
            rig.dial();
            try (var next = rig.door.open()) {
                next.hear(MessageType.SETUP);
            }
        }
    }

    @Test
    void aPeerThatTakesOneCallOnAConnectionGetsAnotherConnection() throws Exception {
        try (var rig = new Rig(SHARES)) {
            var first = rig.dial();
            try (var peer = rig.door.open()) {
                peer.reference = peer.hear(MessageType.SETUP).message().callReference();
                peer.send(MessageType.ALERTING);
                first.sees(LegEvent.Ringing.class);
                rig.dial();
                try (var other = rig.door.open()) {
                    other.hear(MessageType.SETUP);
                }
            }
        }
    }

    @Test
    void withoutTheWishEachCallHasItsOwn() throws Exception {
        try (var rig = new Rig(H323Behaviour.DEFAULT)) {
            var first = rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP);
                assertThat(setup.info().multipleCalls()).isFalse();
                takes(peer, setup, true);
                first.sees(LegEvent.Ringing.class);
                rig.dial();
                try (var other = rig.door.open()) {
                    other.hear(MessageType.SETUP);
                }
            }
        }
    }

    /// Whoever takes several calls of ours may place one of its own there.
    @Test
    void aCallComesInOnAConnectionOfOurs() throws Exception {
        try (var rig = new Rig(SHARES)) {
            var first = rig.dial();
            try (var peer = rig.door.open()) {
                takes(peer, peer.hear(MessageType.SETUP), true);
                first.sees(LegEvent.Ringing.class);
                peer.called = false;
                peer.reference = 4_711;
                peer.callIdentifier = Octets.parseHex("ff112233445566778899aabbccddeeff");
                peer.send(MessageType.SETUP, Setups.called("1"));
                assertThat(rig.arrival().sees(LegEvent.Offered.class)).isNotNull();
            }
        }
    }

    @Test
    void aConnectionThatBreaksEndsTheCallsOnItAndTheNextDialsAnew() throws Exception {
        try (var rig = new Rig(SHARES)) {
            var first = rig.dial();
            var peer = rig.door.open();
            takes(peer, peer.hear(MessageType.SETUP), true);
            first.sees(LegEvent.Ringing.class);
            var second = rig.dial();
            peer.hear(MessageType.SETUP);
            peer.close();
            first.sees(LegEvent.Released.class);
            second.sees(LegEvent.Released.class);
            rig.dial();
            try (var next = rig.door.open()) {
                next.hear(MessageType.SETUP);
            }
        }
    }

    /// Calls that come while a connection goes are not forgotten.
    @Test
    void nobodyWaitsAtAConnectionThatIsGone() {
        var newcomers = new Newcomers();
        var turned = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            newcomers.add(newcomer(() -> turned.add(number)));
            if (i == 1) {
                newcomers.close();
            }
        }
        assertThat(turned).containsExactly(0, 1, 2);
    }

    private static Newcomers.Newcomer newcomer(Runnable otherwise) {
        return new Newcomers.Newcomer(NOBODY, _ -> {}, otherwise);
    }

    private static final SignallingLink.Sink NOBODY =
            new SignallingLink.Sink() {
                @Override
                public void received(Q931Message message, UserInformation info) {}

                @Override
                public void unreadable(String why) {}

                @Override
                public void connectionLost() {}

                @Override
                public void endpointCloses() {}
            };

    private static void takes(RawPeer peer, RawPeer.Heard setup, boolean keeps) throws Exception {
        answer(peer, setup);
        peer.send(MessageType.ALERTING, UserInformation.builder().connection(true, keeps));
    }

    private static void releases(RawPeer peer, RawPeer.Heard setup) throws Exception {
        answer(peer, setup);
        peer.send(MessageType.RELEASE_COMPLETE, new CauseElement(0, 17));
    }

    /// What is said next is for that call.
    private static void answer(RawPeer peer, RawPeer.Heard setup) {
        peer.reference = setup.message().callReference();
        setup.info().callIdentifier().ifPresent(id -> peer.callIdentifier = id);
    }
}
