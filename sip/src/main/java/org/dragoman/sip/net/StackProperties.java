package org.dragoman.sip.net;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.tls.Tls;

/// How the stack must be set to be fit for service. Each value was measured on JDK 25: with its
/// defaults the stack drops requests at 1,000 calls/s, with these one core answers 3,000
/// (ADR 0006).
final class StackProperties {
    private static final AtomicInteger STACKS = new AtomicInteger();
    private static final int MESSAGE = 16 << 10; // bytes; also the buffer of every datagram
    private static final int SERVER_TRANSACTIONS = 500_000; // live 32 s each; default 5,000 drops
    private static final int CONNECTIONS = 2_000; // TCP; each has a thread

    private StackProperties() {}

    static Properties make() {
        var p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", "dragoman-" + STACKS.incrementAndGet());
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("javax.sip.ROUTER_PATH", NextHopRouter.class.getName());
        p.setProperty("javax.sip.USE_ROUTER_FOR_ALL_URIS", "true");
        nist(p, "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        nist(p, "CANCEL_CLIENT_TRANSACTION_CHECKED", "false"); // a scan of all transactions
        nist(p, "REENTRANT_LISTENER", "true");
        nist(p, "CONGESTION_CONTROL_TIMEOUT", "0"); // would drop without a word: see Inbox
        nist(p, "THREAD_POOL_SIZE", "1"); // more threads lose ACKs and let 200 overtake 180
        nist(p, "MAX_SERVER_TRANSACTIONS", Integer.toString(SERVER_TRANSACTIONS));
        nist(p, "MAX_CONNECTIONS", Integer.toString(CONNECTIONS));
        nist(p, "MAX_MESSAGE_SIZE", Integer.toString(MESSAGE));
        nist(p, "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(SipListener.UDP_BUFFER));
        nist(p, "SEND_UDP_BUFFER_SIZE", Integer.toString(SipListener.UDP_BUFFER));
        nist(p, "TIMER_CLASS_NAME", WheelTimer.class.getName());
        // what is repeated is kept as octets; requests are not, of which nobody asks for later
        nist(p, "RELEASE_REFERENCES_STRATEGY", "Aggressive");
        nist(p, "STACK_LOGGER", QuietStackLogger.class.getName());
        nist(p, "SERVER_LOGGER", QuietServerLogger.class.getName());
        nist(p, "THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
        nist(p, "ENABLED_CIPHER_SUITES", String.join(",", Tls.CIPHERS)); // its own are all gone
        nist(p, "TLS_CLIENT_PROTOCOLS", String.join(",", Tls.PROTOCOLS)); // for servers too
        nist(p, "TLS_CLIENT_AUTH_TYPE", "Disabled"); // peers are known by their addresses
        nist(p, "PATCH_SIP_WEBSOCKETS_HEADERS", "false");
        return p;
    }

    private static void nist(Properties properties, String name, String value) {
        properties.setProperty("gov.nist.javax.sip." + name, value);
    }
}
