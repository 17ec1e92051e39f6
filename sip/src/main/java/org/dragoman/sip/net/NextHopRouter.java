package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/// Sends each request where whoever made it said: the hop travels with the request.
public final class NextHopRouter implements Router {
    /// Called by the stack, which finds this class by its name.
    public NextHopRouter(SipStack stack, String outboundProxy) {}

    /// There is none; null is how the interface says so, and how the stack's own router does.
    @Override
    public @Nullable Hop getOutboundProxy() {
        return null;
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
