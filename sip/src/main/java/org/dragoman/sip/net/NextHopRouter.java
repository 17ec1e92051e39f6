package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/// Sends each request where whoever made it said: the hop travels with the request.
public final class NextHopRouter implements Router {
    /// Called by the stack, which finds this class by its name.
    public NextHopRouter(SipStack stack, String outboundProxy) {}

    @Override
    public Hop getOutboundProxy() {
        throw new UnsupportedOperationException("there is no outbound proxy");
    }

    @Override
    @Deprecated
    public ListIterator<Hop> getNextHops(Request request) {
        try {
            return List.of(getNextHop(request)).listIterator();
        } catch (SipException e) {
            return List.<Hop>of().listIterator();
        }
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (((SIPRequest) request).getApplicationData() instanceof Hop hop) {
            return hop;
        }
        throw new SipException("a request without a next hop");
    }
}
