package org.dragoman.sip.net;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import javax.sip.ListeningPoint;
import javax.sip.PeerUnavailableException;
import org.dragoman.sip.Transport;

/// JAIN-SIP with its settings, and with parts of ours where its own are not fit for service.
final class TunedStack extends SipStackImpl {
    private final Waited waited = new Waited();
    private final LongAdder dropped = new LongAdder();
    private final Map<Transport, LinkInput> links = new ConcurrentHashMap<>();
    private final List<Inbox> inboxes = new CopyOnWriteArrayList<>();

    TunedStack(NetworkLayer sockets, InstantSource time) throws PeerUnavailableException {
        super(StackProperties.make());
        PlainHeader.register();
        networkLayer = sockets;
        setMessageParserFactory(_ -> new PatientParser());
        setMessageProcessorFactory(new Processors(time));
    }

    /// How long the message that this thread works on has waited for it.
    Waited waited() {
        return waited;
    }

    /// Datagrams that found no room.
    long dropped() {
        return dropped.sum();
    }

    /// Datagrams that wait for a thread now.
    int waiting() {
        return inboxes.stream().mapToInt(Inbox::size).sum();
    }

    /// For how long datagrams have waited and none was taken.
    Duration standstill() {
        return inboxes.stream()
                .map(Inbox::standstill)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// The WebSockets of a kind.
    LinkInput links(Transport kind) {
        return links.get(kind);
    }

    private final class Processors extends OIOMessageProcessorFactory {
        private final InstantSource time;

        Processors(InstantSource time) {
            this.time = time;
        }

        @Override
        public MessageProcessor createMessageProcessor(
                SIPTransactionStack stack, InetAddress address, int port, String transport)
                throws IOException {
            if (Transport.named(transport).filter(Transport::isWebSocket).isPresent()) {
                return links(address, stack, port, transport);
            }
            if (!transport.equalsIgnoreCase(ListeningPoint.UDP)) {
                return super.createMessageProcessor(stack, address, port, transport);
            }
            letSendByUdp(stack);
            var inbox = new Inbox(time, waited, dropped);
            inboxes.add(inbox);
            return new UdpInput(address, stack, port, inbox);
        }

        private LinkInput links(
                InetAddress address, SIPTransactionStack stack, int port, String transport) {
            var kind = Transport.valueOf(transport.toUpperCase(Locale.ROOT));
            var input = new LinkInput(address, stack, port, kind.name(), time);
            links.put(kind, input);
            return input;
        }

        // JAIN-SIP 1.3.0-91 sends from its listeners only when its own factory made one of them:
        // it gets to make one, whose socket is closed and which is never started
        private void letSendByUdp(SIPTransactionStack stack) throws IOException {
            var proper = networkLayer;
            try (var spare = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                networkLayer =
                        new Sockets(Optional.empty(), Neighbours.NOBODY) {
                            @Override
                            public DatagramSocket createDatagramSocket(int port, InetAddress at) {
                                return spare;
                            }
                        };
                super.createMessageProcessor(
                        stack, InetAddress.getLoopbackAddress(), 0, ListeningPoint.UDP);
            } finally {
                networkLayer = proper;
            }
        }
    }
}
