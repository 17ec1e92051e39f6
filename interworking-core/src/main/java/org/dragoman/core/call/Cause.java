package org.dragoman.core.call;

/// Why a call or an attempt ended.
///
/// - {@code q850}: ITU-T Q.850 cause value, 1–127.
/// - {@code location}: where in the network it arose (Q.850 §2.2.3).
/// - {@code origin}: how we came by the value; a {@link Origin#SIGNALLED} one crosses unchanged.
/// - {@code protocolCode}: the peer's own code in its protocol's words ({@code "SIP 486"},
///   {@code "H.225 destinationRejection"}), or empty.
/// - {@code words}: the peer's own explanation, or empty; never shown to the other side unmasked.
public record Cause(int q850, Location location, Origin origin, String protocolCode, String words) {

    public enum Location {
        USER,
        PRIVATE_NETWORK_LOCAL,
        PUBLIC_NETWORK_LOCAL,
        TRANSIT_NETWORK,
        PUBLIC_NETWORK_REMOTE,
        PRIVATE_NETWORK_REMOTE,
        INTERNATIONAL_NETWORK,
        BEYOND_INTERWORKING
    }

    public enum Origin {
        /// The peer gave a Q.850 value: a Cause information element, a Reason header.
        SIGNALLED,
        /// A table turned the peer's own code into the value.
        MAPPED,
        /// The gateway decided: a timer, a limit, no route, an operator.
        GATEWAY
    }

    public static final Cause UNALLOCATED = gateway(1);
    public static final Cause NO_ROUTE = gateway(3);
    public static final Cause NORMAL_CLEARING = gateway(16);
    public static final Cause NO_ANSWER = gateway(19);
    /// None of the called party's devices is there.
    public static final Cause SUBSCRIBER_ABSENT = gateway(20);
    /// The call was taken at another device (Q.850: non-selected user clearing).
    public static final Cause ANSWERED_ELSEWHERE = gateway(26);
    public static final Cause INCOMPLETE_NUMBER = gateway(28);
    public static final Cause NO_CIRCUIT = gateway(34);
    public static final Cause TEMPORARY_FAILURE = gateway(41);
    public static final Cause CONGESTION = gateway(42);
    public static final Cause RESOURCE_UNAVAILABLE = gateway(47);
    public static final Cause BEARER_NOT_IMPLEMENTED = gateway(65);
    public static final Cause TIMER_EXPIRED = gateway(102);
    public static final Cause PROTOCOL_ERROR = gateway(111);

    public Cause {
        if (q850 < 1 || q850 > 127) {
            throw new IllegalArgumentException("a Q.850 cause is 1 to 127: " + q850);
        }
    }

    /// A cause the gateway itself gives.
    public static Cause gateway(int q850) {
        return new Cause(q850, Location.PRIVATE_NETWORK_LOCAL, Origin.GATEWAY, "", "");
    }

    /// A cause the peer stated in Q.850 terms.
    public static Cause signalled(int q850, Location location, String protocolCode) {
        return new Cause(q850, location, Origin.SIGNALLED, protocolCode, "");
    }

    /// A cause that a table derived from the peer's own code.
    public static Cause mapped(int q850, Location location, String protocolCode) {
        return new Cause(q850, location, Origin.MAPPED, protocolCode, "");
    }

    public Cause withWords(String other) {
        return new Cause(q850, location, origin, protocolCode, other);
    }

    public boolean isNormal() {
        return q850 == 16;
    }
}
