package org.dragoman.rtmp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.dialect.Dialect;
import org.dragoman.rtmp.dialect.News;
import org.dragoman.rtmp.dialect.Wish;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.VideoTag;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rtmp.net.Link;
import org.dragoman.rtmp.sound.Taste;
import org.dragoman.rtmp.video.PictureDown;
import org.dragoman.rules.Preset;

/// A client that telephones: its account, its calls, and which of them it talks in. Wishes come
/// from the connection's thread; calls tell theirs from their loops.
final class RtmpClient implements Phone {
    private static final int CALLS = 16; // of one client at a time
    private static final String NO_MEETING = "no three-way call of these two calls";

    private final Surroundings around;
    private final Link link;
    private final NetStreams streams;
    private final Dialect dialect;
    private final Membership membership;
    private final Taste taste;
    private final Map<String, RtmpLeg> calls = new ConcurrentHashMap<>();
    private final Attachment attached = new Attachment();
    private volatile boolean gone;

    /// - {@code session}: names the connection; nobody could guess it.
    RtmpClient(
            Surroundings around,
            Link link,
            NetStreams streams,
            Dialect dialect,
            String session,
            Taste taste) {
        this.around = around;
        this.link = link;
        this.streams = streams;
        this.dialect = dialect;
        this.membership = new Membership(around, this, link.remote(), session);
        this.taste = taste;
    }

    Dialect dialect() {
        return dialect;
    }

    /// Whether the client is who it says.
    boolean logIn(Wish.LogIn said) {
        return membership.logIn(said);
    }

    /// The client is told who it is, and can be called where that goes with it.
    void welcome() {
        membership.welcome().ifPresent(this::tell);
        if (dialect.login().isPresent()) {
            membership.register();
        }
    }

    /// Does what the client wants.
    void perform(Wish wish) {
        switch (wish) {
            case Wish.LogIn said -> {
                if (logIn(said)) {
                    welcome();
                } else {
                    tell(new News.LoginFailed());
                }
            }
            case Wish.LogOut() -> membership.logOut().ifPresent(this::tell);
            case Wish.Register() -> membership.register();
            case Wish.Unregister() -> membership.leave();
            case Wish.Call(String to, double transaction) -> call(to, transaction);
            case Wish.Answer(var name) -> find(name).ifPresent(this::answer);
            case Wish.HangUp(var name, var why) ->
                    find(name)
                            .ifPresent(
                                    leg ->
                                            leg.hangUp(
                                                    why.map(q -> signalled(q))
                                                            .orElse(Cause.NORMAL_CLEARING)));
            case Wish.Reject(var name, int status) ->
                    find(name).ifPresent(leg -> leg.hangUp(ofSip(status)));
            case Wish.SendDigits(var name, String digits, var held) ->
                    find(name).ifPresent(leg -> dial(leg, digits, held));
            case Wish.Hold(var name, boolean on) -> find(name).ifPresent(leg -> leg.hold(on));
            case Wish.Attach(var name) -> attach(name.flatMap(this::named));
            case Wish.Transfer(var name, String to) -> {
                if (isNumber(to)) {
                    find(name).ifPresent(l -> l.transfer(Party.ofNumber(to), Optional.empty()));
                }
            }
            case Wish.Join(String one, String other) -> join(named(one), named(other));
            case Wish.Meet(String one, String other, double transaction) ->
                    meet(named(one), named(other), transaction);
            case Wish.Alive(double transaction) -> tell(new News.Alive(transaction));
            case Wish.Refused(double transaction, String why) -> refuse(transaction, why);
        }
    }

    /// By the error that every client knows, where it expects an answer: the dialects have none.
    private void refuse(double transaction, String why) {
        if (transaction > 0) { // RTMP 1.0 §7.2.1.2
            link.send(
                    Command.of(
                            "_error",
                            transaction,
                            Amf.Absent.NULL,
                            Amf.fields(
                                    "level", "error",
                                    "code", "NetConnection.Call.Failed",
                                    "description", why)));
        }
    }

    private static Cause signalled(int q850) {
        return Cause.signalled(q850, Cause.Location.USER, "RTMP hangup");
    }

    private Cause ofSip(int status) {
        return around.mappings().causes(Preset.RFC3398).causeOfSipStatus(status).value();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && TelephoneNumber.areDigits(text);
    }

    private void call(String to, double transaction) {
        if (membership.account().isEmpty()) {
            tell(new News.NoCall(to, "Registration required before making a call"));
        } else if (!isNumber(to)) {
            tell(new News.NoCall(to, "484 Address Incomplete"));
        } else if (calls.size() >= (dialect.hasOneLine() ? 1 : CALLS)) {
            tell(new News.NoCall(to, "Already in an active or pending call"));
        } else {
            var leg =
                    around.entrance()
                            .open(
                                    Account.TRUNK,
                                    context -> new RtmpLeg(context, this, taste, around, false));
            if (leg.isEmpty()) {
                tell(new News.NoCall(to, "503 Service Unavailable"));
                return;
            }
            begin(leg.get(), to, transaction);
        }
    }

    private void begin(RtmpLeg leg, String to, double transaction) {
        var from = membership.account().orElseThrow().party();
        var facts = new News.Facts(leg.name(), false, from, Party.ofNumber(to));
        calls.put(leg.name(), leg);
        tell(new News.Placed(facts, to, transaction));
        attach(Optional.of(leg));
        leg.begin(from, to);
        if (gone) { // the connection broke meanwhile
            leg.hangUp(Cause.NORMAL_CLEARING);
        }
    }

    /// On a call's loop: somebody calls the client.
    CallLeg called(LegContext context) {
        boolean busy = calls.size() >= (dialect.hasOneLine() ? 1 : CALLS);
        if (gone || busy) {
            return new NoLeg(context, gone ? Cause.gateway(20) : Cause.gateway(17));
        }
        var leg = new RtmpLeg(context, this, taste, around, true);
        calls.put(leg.name(), leg);
        return leg;
    }

    private void answer(RtmpLeg leg) {
        attach(Optional.of(leg));
        leg.answer();
    }

    private void attach(Optional<RtmpLeg> other) {
        if (attached.attach(other)) {
            tellAttached();
        }
    }

    private void tellAttached() {
        tell(new News.Attached(attached.leg().map(RtmpLeg::name)));
    }

    private void meet(Optional<RtmpLeg> one, Optional<RtmpLeg> other, double transaction) {
        boolean asked =
                one.isPresent()
                        && other.isPresent()
                        && attached.meet(one.get(), other.get(), transaction);
        if (!asked) {
            refuse(transaction, NO_MEETING);
        }
    }

    @Override
    public void met(RtmpLeg leg, boolean on) {
        attached.met(leg, on).ifPresent(transaction -> refuse(transaction, NO_MEETING));
    }

    /// The two other sides talk to each other, without the client.
    private void join(Optional<RtmpLeg> one, Optional<RtmpLeg> other) {
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            attached.forget(one.get());
            one.get().transfer(Party.UNKNOWN, Optional.of(other.get().id()));
        }
    }

    private void dial(RtmpLeg leg, String digits, Duration held) {
        for (char c : digits.toUpperCase(Locale.ROOT).toCharArray()) {
            if ("0123456789ABCD*#".indexOf(c) >= 0) {
                leg.dial(c, held);
            }
        }
    }

    /// The call of that name; without one the call the client is in, else the one that rings.
    private Optional<RtmpLeg> find(Optional<String> name) {
        if (name.isPresent()) {
            return named(name.get());
        }
        return attached.leg().or(() -> calls.values().stream().findFirst());
    }

    private Optional<RtmpLeg> named(String name) {
        return Optional.ofNullable(calls.get(name));
    }

    /// The client says something on a stream.
    void speak(String stream, AudioTag tag, long millis) {
        on(stream).ifPresent(leg -> leg.media().speak(tag, millis));
    }

    /// The client shows something on a stream.
    void show(String stream, VideoTag tag, long millis) {
        on(stream).ifPresent(leg -> leg.media().show(tag, millis));
    }

    /// The call the stream is named after, else the one the client is in.
    private Optional<RtmpLeg> on(String stream) {
        return calls.values().stream()
                .filter(leg -> leg.isNamed(stream))
                .findFirst()
                .or(attached::leg);
    }

    @Override
    public void tell(News news) {
        dialect.tell(news).forEach(link::send);
    }

    @Override
    public Optional<InetAddress> address() {
        return Optional.of(link.remote().getAddress());
    }

    @Override
    public void hear(RtmpLeg leg, byte[] tag, long millis) {
        boolean talking = attached.isOf(leg);
        streams.hear(name -> talking || leg.isNamed(name), leg, tag, millis);
    }

    @Override
    public boolean see(RtmpLeg leg, PictureDown.Picture picture) {
        boolean talking = attached.isOf(leg);
        return streams.see(name -> talking || leg.isNamed(name), picture);
    }

    @Override
    public void gone(RtmpLeg leg) {
        calls.remove(leg.name(), leg);
        if (attached.gone(leg)) {
            tellAttached();
        }
    }

    /// The connection is gone: nobody is left to talk (field bug R8).
    void close() {
        gone = true;
        membership.leave();
        calls.values().forEach(leg -> leg.hangUp(Cause.NORMAL_CLEARING));
    }
}
