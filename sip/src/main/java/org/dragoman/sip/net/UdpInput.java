package org.dragoman.sip.net;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// JAIN-SIP's UDP listener with a queue of ours, and datagrams in it that take no more room than
/// they need.
final class UdpInput extends UDPMessageProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(UdpInput.class);

    private static final byte[] OWN_ANSWER =
            "SIP/2.0 400 Bad Request (".getBytes(StandardCharsets.US_ASCII);

    private final SIPTransactionStack stack;
    private final Inbox inbox;

    UdpInput(InetAddress address, SIPTransactionStack stack, int port, Inbox inbox)
            throws IOException {
        super(address, stack, port);
        this.stack = stack;
        this.inbox = inbox;
        messageQueue = inbox;
        messageChannels = new LinkedList<>(); // else a stop before the first packet stumbles
    }

    @Override
    @SuppressWarnings("unchecked") // a list of channels, as the stack declares it
    public void run() {
        messageChannels.add(new Worker("sip-udp-" + getPort()));
        var room = new byte[stack.getMaxMessageSize()];
        while (isRunning) {
            try {
                var packet = new DatagramPacket(room, room.length);
                sock.receive(packet);
                inbox.offer(new DatagramQueuedMessageDispatch(copy(packet), 0));
            } catch (IOException e) {
                if (isRunning) { // else the socket was closed under us
                    LOG.debug("a datagram could not be received", e);
                }
            }
        }
    }

    private static DatagramPacket copy(DatagramPacket packet) {
        var content = Arrays.copyOf(packet.getData(), packet.getLength());
        return new DatagramPacket(content, content.length, packet.getSocketAddress());
    }

    /// The thread that parses datagrams and tells of them.
    private final class Worker extends UDPMessageChannel {
        Worker(String name) {
            super(stack, UdpInput.this, name);
        }

        // the stack's own answer to what cannot be read has raw text of it in its first line
        @Override
        protected void sendMessage(
                byte[] message, InetAddress to, int port, String transport, boolean retry)
                throws IOException {
            if (!startsWith(message, OWN_ANSWER)) {
                super.sendMessage(message, to, port, transport, retry);
                return;
            }
            var answer = BadRequest.answer(((PatientParser) myParser).unreadable());
            if (answer.isPresent()) {
                var text = answer.get().getBytes(StandardCharsets.UTF_8);
                super.sendMessage(text, to, port, transport, retry);
            }
        }

        private static boolean startsWith(byte[] message, byte[] beginning) {
            return message.length >= beginning.length
                    && Arrays.equals(message, 0, beginning.length, beginning, 0, beginning.length);
        }
    }
}
