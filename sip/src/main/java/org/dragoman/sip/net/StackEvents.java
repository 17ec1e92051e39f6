package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.InstantSource;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import org.dragoman.sip.Transport;
import org.dragoman.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What JAIN-SIP tells us, in our own words for the ear. An exception here would be swallowed by
/// it: so each is logged.
final class StackEvents implements SipListener {
    private static final Logger LOG = LoggerFactory.getLogger(StackEvents.class);

    private final SipStack stack;
    private final SipStack.Ear ear;
    private final OpenInvites invites;
    private final InviteMemory memory = new InviteMemory();
    private final Waited waited;
    private final InstantSource time;

    StackEvents(
            SipStack stack,
            SipStack.Ear ear,
            OpenInvites invites,
            Waited waited,
            InstantSource time) {
        this.stack = stack;
        this.ear = ear;
        this.invites = invites;
        this.waited = waited;
        this.time = time;
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            request(event);
        } catch (RuntimeException bug) {
            LOG.error("a SIP request could not be handled", bug);
        }
    }

    private void request(RequestEvent event) {
        var message = (SIPRequest) event.getRequest();
        if (message.getMethod().equals("ACK")) {
            ear.acknowledgement(Wire.request(message));
            return;
        }
        if (message.getMethod().equals("INVITE") && memory.isRepeated(message, time.instant())) {
            return; // its answer is repeated, or was taken
        }
        var provider = (SipProvider) event.getSource();
        var transaction = transaction(provider, event);
        if (transaction == null) {
            return;
        }
        var call = new ServerCall(stack, provider, transaction, message, waited.here());
        try {
            tell(call);
        } catch (RuntimeException bug) {
            LOG.error("a SIP request could not be handled", bug);
            call.respond(SipResponse.of(500, "")); // dropped where it has its answer
        }
    }

    private void tell(ServerCall call) {
        switch (call.request().method()) {
            case "CANCEL" -> cancel(call);
            case "INVITE" -> {
                invites.entered(call);
                ear.request(call);
            }
            default -> ear.request(call);
        }
    }

    private @Nullable ServerTransaction transaction(SipProvider provider, RequestEvent event) {
        try {
            var known = event.getServerTransaction();
            return known == null ? provider.getNewServerTransaction(event.getRequest()) : known;
        } catch (TransactionAlreadyExistsException repeated) {
            return null;
        } catch (TransactionUnavailableException e) {
            badRequest(provider, (SIPRequest) event.getRequest());
            return null;
        }
    }

    // the stack makes no transaction for a request that lacks a header of its method
    private void badRequest(SipProvider provider, SIPRequest request) {
        try {
            provider.sendResponse(request.createResponse(400, "Bad Request"));
        } catch (SipException e) {
            LOG.debug("a bad SIP request could not be answered: {}", Kind.of(e));
        }
    }

    private void cancel(ServerCall cancel) {
        invites.waiting(cancel.branch())
                .ifPresentOrElse(
                        invite -> ear.cancel(cancel, invite),
                        () -> cancel.respond(SipResponse.of(481, ""))); // RFC 3261 §9.2
    }

    @Override
    public void processResponse(ResponseEvent event) {
        try {
            response(event);
        } catch (RuntimeException bug) {
            LOG.error("a SIP response could not be handled", bug);
        }
    }

    private void response(ResponseEvent event) {
        var message = (SIPResponse) event.getResponse();
        var transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof ClientCall c) {
            c.replied(Wire.response(message));
        } else if (message.getStatusCode() / 100 == 2
                && message.getCSeq().getMethod().equals("INVITE")) {
            var by = Transport.named(message.getTopmostVia().getTransport());
            ear.late(Wire.response(message), SipStack.source(message), by.orElse(Transport.UDP));
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (event.isServerTransaction()) {
            return; // an INVITE's error was never acknowledged: nothing more to do
        }
        if (event.getClientTransaction().getApplicationData() instanceof ClientCall call) {
            call.unanswered(false);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.debug("a SIP connection broke"); // each transaction on it times out by itself
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        if (event.isServerTransaction()) {
            var message = (SIPRequest) event.getServerTransaction().getRequest();
            if (message != null && message.getMethod().equals("INVITE")) {
                invites.left(ServerCall.branch(message));
            }
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}
