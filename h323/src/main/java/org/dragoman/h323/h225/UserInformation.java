package org.dragoman.h323.h225;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.asn1.per.Octets;

/// What an H.225.0 message says beyond its Q.931 elements, whichever message it is; what the
/// message has no room for is empty.
///
/// - {@code version}: of H.225.0 that the sender speaks, 0 where it did not say.
/// - {@code callIdentifier}, {@code conferenceId}: 16 octets each.
/// - {@code h245Address}: where the sender listens for H.245.
/// - {@code fastStart}, {@code h245Control}, {@code parallelH245Control}: encoded H.245 PDUs.
/// - {@code h245Tunnelling}: absent where the message does not say (H6).
/// - {@code provisionalTunnelling}: what it says of tunnelling is not the last word.
/// - {@code aliases}: who the sender of the message is, or who was reached;
///   {@code destination}: who is called, in Setup.
/// - {@code presentation}, {@code screening}: as in Q.931 octet 3a.
/// - {@code alternative}, {@code alternativeAliases}: whom to call instead, in Facility.
/// - {@code reason}: of a Facility or ReleaseComplete, in H.225.0's words.
/// - {@code callIndependent}: a Setup that wants no call (H.450).
/// - {@code product}: name and version the sender gives itself.
/// - {@code multipleCalls}: the sender takes several calls on this connection;
///   {@code maintainConnection}: and keeps it without any (H.225.0 §7.3).
/// - {@code userData}: what one user says to the other: a protocol discriminator (Q.931 Table 4-26)
///   and up to 131 octets.
public record UserInformation(
        int version,
        Optional<Octets> callIdentifier,
        Optional<Octets> conferenceId,
        Optional<InetSocketAddress> h245Address,
        List<Octets> fastStart,
        boolean fastConnectRefused,
        Optional<Boolean> h245Tunnelling,
        boolean provisionalTunnelling,
        List<Octets> h245Control,
        List<Octets> parallelH245Control,
        List<Alias> aliases,
        List<Alias> destination,
        Optional<InetSocketAddress> sourceCallSignalAddress,
        Optional<InetSocketAddress> destCallSignalAddress,
        OptionalInt presentation,
        OptionalInt screening,
        Optional<InetSocketAddress> alternative,
        List<Alias> alternativeAliases,
        Optional<String> reason,
        boolean canOverlapSend,
        boolean mediaWaitForConnect,
        boolean callIndependent,
        OptionalInt hopCount,
        Optional<String> product,
        boolean multipleCalls,
        boolean maintainConnection,
        Optional<Octets> userData) {

    public static final String START_H245 = "startH245";
    public static final String TRANSPORTED_INFORMATION = "transportedInformation";
    public static final String CALL_FORWARDED = "callForwarded";

    /// A message that says nothing.
    public static final UserInformation NOTHING = new Builder().build();

    public static Builder builder() {
        return new Builder();
    }

    /// Puts a message together.
    public static final class Builder {
        private int version;
        private Optional<Octets> callIdentifier = Optional.empty();
        private Optional<Octets> conferenceId = Optional.empty();
        private Optional<InetSocketAddress> h245Address = Optional.empty();
        private List<Octets> fastStart = List.of();
        private boolean fastConnectRefused;
        private Optional<Boolean> h245Tunnelling = Optional.empty();
        private boolean provisionalTunnelling;
        private List<Octets> h245Control = List.of();
        private List<Octets> parallelH245Control = List.of();
        private List<Alias> aliases = List.of();
        private List<Alias> destination = List.of();
        private Optional<InetSocketAddress> sourceCallSignalAddress = Optional.empty();
        private Optional<InetSocketAddress> destCallSignalAddress = Optional.empty();
        private OptionalInt presentation = OptionalInt.empty();
        private OptionalInt screening = OptionalInt.empty();
        private Optional<InetSocketAddress> alternative = Optional.empty();
        private List<Alias> alternativeAliases = List.of();
        private Optional<String> reason = Optional.empty();
        private boolean canOverlapSend;
        private boolean mediaWaitForConnect;
        private boolean callIndependent;
        private OptionalInt hopCount = OptionalInt.empty();
        private Optional<String> product = Optional.empty();
        private boolean multipleCalls;
        private boolean maintainConnection;
        private Optional<Octets> userData = Optional.empty();

        private Builder() {}

        public Builder version(int value) {
            version = value;
            return this;
        }

        public Builder callIdentifier(Octets value) {
            callIdentifier = Optional.of(value);
            return this;
        }

        public Builder conferenceId(Octets value) {
            conferenceId = Optional.of(value);
            return this;
        }

        public Builder h245Address(InetSocketAddress value) {
            h245Address = Optional.of(value);
            return this;
        }

        public Builder fastStart(List<Octets> value) {
            fastStart = List.copyOf(value);
            return this;
        }

        public Builder fastConnectRefused(boolean value) {
            fastConnectRefused = value;
            return this;
        }

        public Builder h245Tunnelling(boolean value) {
            h245Tunnelling = Optional.of(value);
            return this;
        }

        public Builder provisionalTunnelling(boolean value) {
            provisionalTunnelling = value;
            return this;
        }

        public Builder h245Control(List<Octets> value) {
            h245Control = List.copyOf(value);
            return this;
        }

        public Builder parallelH245Control(List<Octets> value) {
            parallelH245Control = List.copyOf(value);
            return this;
        }

        public Builder aliases(List<Alias> value) {
            aliases = List.copyOf(value);
            return this;
        }

        public Builder destination(List<Alias> value) {
            destination = List.copyOf(value);
            return this;
        }

        public Builder sourceCallSignalAddress(InetSocketAddress value) {
            sourceCallSignalAddress = Optional.of(value);
            return this;
        }

        public Builder destCallSignalAddress(InetSocketAddress value) {
            destCallSignalAddress = Optional.of(value);
            return this;
        }

        public Builder presentation(int value) {
            presentation = OptionalInt.of(value);
            return this;
        }

        public Builder screening(int value) {
            screening = OptionalInt.of(value);
            return this;
        }

        public Builder alternative(InetSocketAddress value) {
            alternative = Optional.of(value);
            return this;
        }

        public Builder alternativeAliases(List<Alias> value) {
            alternativeAliases = List.copyOf(value);
            return this;
        }

        public Builder reason(String value) {
            reason = Optional.of(value);
            return this;
        }

        public Builder canOverlapSend(boolean value) {
            canOverlapSend = value;
            return this;
        }

        public Builder mediaWaitForConnect(boolean value) {
            mediaWaitForConnect = value;
            return this;
        }

        public Builder callIndependent(boolean value) {
            callIndependent = value;
            return this;
        }

        public Builder hopCount(int value) {
            hopCount = OptionalInt.of(value);
            return this;
        }

        public Builder product(String value) {
            product = Optional.of(value);
            return this;
        }

        public Builder connection(boolean forSeveralCalls, boolean kept) {
            multipleCalls = forSeveralCalls;
            maintainConnection = kept;
            return this;
        }

        public Builder userData(Octets value) {
            userData = Optional.of(value);
            return this;
        }

        public UserInformation build() {
            return new UserInformation(
                    version,
                    callIdentifier,
                    conferenceId,
                    h245Address,
                    fastStart,
                    fastConnectRefused,
                    h245Tunnelling,
                    provisionalTunnelling,
                    h245Control,
                    parallelH245Control,
                    aliases,
                    destination,
                    sourceCallSignalAddress,
                    destCallSignalAddress,
                    presentation,
                    screening,
                    alternative,
                    alternativeAliases,
                    reason,
                    canOverlapSend,
                    mediaWaitForConnect,
                    callIndependent,
                    hopCount,
                    product,
                    multipleCalls,
                    maintainConnection,
                    userData);
        }
    }
}
