package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TransactionState;
import org.dragoman.sip.dialog.Dialog;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request of ours on its way, and what becomes of it.
public final class ClientCall {
    private static final Logger LOG = LoggerFactory.getLogger(ClientCall.class);

    private static final Duration GIVE_UP = Duration.ofSeconds(32); // 64*T1

    private final SipStack stack;
    private final SipProvider provider;
    private final ClientTransaction transaction;
    private final Route route;
    private final Fate fate;
    private Optional<Headers> abandoned = Optional.empty();
    private boolean heard;
    private boolean cancelled;

    /// Told of responses, on a network thread.
    public interface Fate {
        void replied(SipResponse response);

        /// - {@code unreachable}: the request could not be sent; else no response came.
        void unanswered(boolean unreachable);
    }

    ClientCall(
            SipStack stack,
            SipProvider provider,
            ClientTransaction transaction,
            Route route,
            Fate fate) {
        this.stack = stack;
        this.provider = provider;
        this.transaction = transaction;
        this.route = route;
        this.fate = fate;
    }

    /// Takes an INVITE back that got a provisional response (RFC 3261 §9.1).
    public synchronized void cancel(Headers headers) {
        if (cancelled) {
            return;
        }
        cancelled = true;
        try {
            var cancel = (SIPRequest) transaction.createCancel();
            cancel.setApplicationData(SipStack.hop(route));
            Wire.add(cancel, headers);
            var cancelling = provider.getNewClientTransaction(cancel);
            stack.courier().carry(route.to(), route.transport(), () -> send(cancelling), () -> {});
            forgetLater();
        } catch (SipException e) {
            LOG.debug("a CANCEL could not be made: {}", Kind.of(e)); // the INVITE ends by its timer
        } catch (ParseException e) {
            throw new IllegalStateException("a header of ours that cannot be written", e);
        }
    }

    private static void send(ClientTransaction cancelling) {
        try {
            cancelling.sendRequest();
        } catch (SipException e) {
            LOG.debug("a CANCEL could not be sent: {}", Kind.of(e));
        }
    }

    /// Sends the request; may have to wait for a connection.
    void send() {
        try {
            transaction.sendRequest();
        } catch (SipException e) {
            LOG.debug("a request could not be sent: {}", Kind.of(e));
            unanswered(true);
        }
    }

    /// The leg is over: an INVITE that is still open gets no more than 64*T1.
    public void leave() {
        if (transaction.getState() == TransactionState.PROCEEDING) {
            forgetLater();
        }
    }

    private void forgetLater() {
        CompletableFuture.delayedExecutor(GIVE_UP.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::forget);
    }

    // RFC 3261 §9.1: who has not answered 64*T1 after the CANCEL never will; the stack has no timer
    // of its own for an INVITE that got a provisional response
    private void forget() {
        try {
            if (transaction.getState() == TransactionState.PROCEEDING) {
                transaction.terminate();
            }
        } catch (ObjectInUseException e) {
            LOG.debug("an INVITE could not be forgotten: {}", Kind.of(e));
        }
    }

    /// Nobody waits for this INVITE any more: it is cancelled as soon as it may be, and what is
    /// answered late is acknowledged and ended.
    public synchronized void abandon(Headers headers) {
        abandoned = Optional.of(headers);
        if (heard) {
            cancel(headers);
        }
    }

    void replied(SipResponse response) {
        Optional<Headers> nobody;
        synchronized (this) {
            heard = true;
            nobody = abandoned;
        }
        if (nobody.isEmpty()) {
            fate.replied(response);
        } else if (response.isProvisional()) {
            cancel(nobody.get());
        } else if (response.isSuccess()) {
            end(response, nobody.get());
        }
    }

    // S7: the 200 crossed the CANCEL
    private void end(SipResponse response, Headers headers) {
        stack.endOrphan(Dialog.ofOrphan(response), response.sequence(), headers, route);
    }

    void unanswered(boolean unreachable) {
        boolean wanted;
        synchronized (this) {
            wanted = abandoned.isEmpty();
        }
        if (wanted) {
            fate.unanswered(unreachable);
        }
    }
}
