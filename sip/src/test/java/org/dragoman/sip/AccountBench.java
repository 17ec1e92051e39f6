package org.dragoman.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.Device;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.core.testing.FakeMediaPort;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;

/// A gateway with accounts on loopback, and devices that write their messages by hand.
final class AccountBench implements AutoCloseable {
    static final String REALM = "dragoman.test";
    private static final int PATIENCE = 10_000; // milliseconds

    final FakeTime time = new FakeTime();
    final Registrations registrations = new Registrations(time);
    final SipEndpoint gateway;
    final String host = Pair.host();
    private final LinkedBlockingQueue<Pair.Side> calls = new LinkedBlockingQueue<>();

    /// Accounts 1001 (Anna) and 1002, each with the password "secret" and its number.
    private record TwoAccounts(Map<String, Account> byNumber) implements Accounts {
        @Override
        public String realm() {
            return REALM;
        }

        @Override
        public Optional<Account> find(String number) {
            return Optional.ofNullable(byNumber.get(number));
        }

        @Override
        public List<Account> all() {
            return List.copyOf(byNumber.values());
        }
    }

    private static Account account(String number, Optional<String> name) {
        return new Account(
                number,
                name,
                Secret.of(number, REALM, password(number)),
                Set.of(Account.Protocol.SIP, Account.Protocol.WEBRTC),
                List.of());
    }

    static String password(String number) {
        return "secret " + number;
    }

    AccountBench(SipPeer... peers) {
        var accounts =
                new TwoAccounts(
                        Map.of(
                                "1001", account("1001", Optional.of("Anna")),
                                "1002", account("1002", Optional.empty())));
        var guard = new LoginGuard(LoginGuard.Limits.DEFAULT, time);
        gateway =
                new SipEndpoint(
                        SipConfig.standard()
                                .withListeners(
                                        SipListener.udp(host, 5060), SipListener.tcp(host, 5060))
                                .withPeers(peers),
                        new Takes(),
                        Pair.MAPPINGS,
                        time,
                        new SipAccounts(
                                accounts, registrations, guard, RegistrarConfig.STANDARD, time));
        try {
            gateway.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private final class Takes implements CallEntrance {
        @Override
        public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
            var harness = new LegHarness(trunk, 0, time, FakeMediaPort.unheard());
            var leg = makeLeg.apply(harness);
            calls.add(new Pair.Side(harness, leg));
            return Optional.of(leg);
        }
    }

    /// The call that came in at the gateway.
    Pair.Side call() {
        try {
            var side = calls.poll(PATIENCE, TimeUnit.MILLISECONDS);
            if (side == null) {
                throw new AssertionError("no call came in");
            }
            return side;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean noCall() {
        return calls.isEmpty();
    }

    /// A leg to the device that the account likes best.
    Pair.Side legTo(String account) {
        Device device = registrations.of(account).getFirst();
        var port =
                device.protocol() == Account.Protocol.WEBRTC
                        ? FakeMediaPort.unheard().forBrowsers()
                        : FakeMediaPort.unheard();
        var harness = new LegHarness(Account.TRUNK, 1, time, port);
        var leg = device.makeLeg(harness);
        if (leg.transport()
                == MediaTransport.BROWSER
                != (device.protocol() == Account.Protocol.WEBRTC)) {
            throw new AssertionError("media of another kind: " + leg.transport());
        }
        return new Pair.Side(harness, leg);
    }

    /// A phone on a UDP socket of its own, behind a NAT as it were: what it calls itself is never
    /// where it is.
    HandPhone phone(String number) {
        try {
            var socket = new DatagramSocket(new InetSocketAddress(Pair.host(), 0));
            socket.setSoTimeout(PATIENCE);
            return new HandPhone(number, "UDP", host, new Datagrams(socket));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A page with a WebSocket to the gateway.
    HandPhone page(String number) {
        return new HandPhone(number, "WSS", host, link());
    }

    HandLink link() {
        return new HandLink(new InetSocketAddress(Pair.host(), 40_000));
    }

    private final class Datagrams implements HandPhone.Wire {
        private final DatagramSocket socket;

        Datagrams(DatagramSocket socket) {
            this.socket = socket;
        }

        @Override
        public void write(String text) {
            try {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                var to = InetAddress.getByName(host);
                socket.send(new DatagramPacket(bytes, bytes.length, to, 5060));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String read() {
            try {
                var packet = new DatagramPacket(new byte[65_536], 65_536);
                socket.receive(packet);
                return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no message came", e);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void leave(int status) {
            socket.close();
        }
    }

    /// Both ends of a WebSocket without a network.
    final class HandLink implements WebSocketLink, HandPhone.Wire {
        private final InetSocketAddress remote;
        private final LinkedBlockingQueue<String> sent = new LinkedBlockingQueue<>();
        private final WebSocketLink.Ear ear;
        volatile int closedWith;

        HandLink(InetSocketAddress remote) {
            this.remote = remote;
            this.ear = gateway.webSockets().opened(this);
        }

        @Override
        public InetSocketAddress remote() {
            return remote;
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress(host, 8443);
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public boolean send(String message) {
            return closedWith == 0 && sent.add(message);
        }

        @Override
        public void close(int status, String why) {
            closedWith = status;
            ear.closed(status);
        }

        @Override
        public void write(String text) {
            ear.message(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void leave(int status) {
            close(status, "");
        }

        @Override
        public String read() {
            try {
                var message = sent.poll(PATIENCE, TimeUnit.MILLISECONDS);
                if (message == null) {
                    throw new AssertionError("no message came");
                }
                return message;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        Thread.ofVirtual().start(gateway::close);
    }
}
