package org.dragoman.sip.net;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedList;

/// JAIN-SIP's UDP listener with a queue of ours.
final class UdpInput extends UDPMessageProcessor {
    UdpInput(InetAddress address, SIPTransactionStack stack, int port, Inbox inbox)
            throws IOException {
        super(address, stack, port);
        messageQueue = inbox;
        messageChannels = new LinkedList<>(); // else a stop before the first packet stumbles
    }
}
