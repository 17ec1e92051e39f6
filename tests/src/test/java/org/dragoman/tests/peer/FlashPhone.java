package org.dragoman.tests.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.mina.core.buffer.IoBuffer;
import org.red5.client.net.rtmp.RTMPClient;
import org.red5.client.net.rtmp.RTMPClientConnManager;
import org.red5.server.net.ICommand;
import org.red5.server.net.rtmp.Channel;
import org.red5.server.net.rtmp.RTMPConnection;
import org.red5.server.net.rtmp.event.AudioData;
import org.red5.server.net.rtmp.event.VideoData;
import org.red5.server.net.rtmp.message.Header;
import org.red5.server.stream.message.RTMPMessage;

/// A telephone on Red5's RTMP client: says a tone in G.711 once it is told where, writes down
/// what it is told and what it hears. The commands of a dialect are given to it by their names.
public final class FlashPhone implements AutoCloseable {
    /// Bits of {@code audioCodecs}: what it says it plays.
    public static final int PLAYS_PCMU = 0x100;

    public static final int PLAYS_SPEEX = 0x800;
    public static final int PLAYS_NELLYMOSER_8K = 0x20;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int PACKET_MILLIS = 20;
    private static final int PACKET_SAMPLES = 160;
    private static final List<String> ANSWERS = List.of("_result", "_error", "onStatus");
    private static final byte PCMU_TAG = (byte) 0x82; // FLV: format 8, 16 bits, mono
    private static final double AMPLITUDE = 8_000;

    static {
        // Red5 1.3.37 makes its table of connections at the first use, guarded by nothing: two
        // phones that come first at once have one each, and one of them hears nothing.
        RTMPClientConnManager.getInstance();
    }

    private final Listening client = new Listening();
    private final String host;
    private final int port;
    private final List<List<Object>> told = new ArrayList<>();
    private final FlvFile heard = new FlvFile("flash-" + COUNT.incrementAndGet());
    private final ScheduledExecutorService pace =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private int taken; // of what it was told, how much was waited for

    /// Red5's client calls the methods of an object by the names of commands; this one writes
    /// all commands down.
    private final class Listening extends RTMPClient {
        @Override
        protected void onCommand(
                RTMPConnection connection, Channel channel, Header source, ICommand command) {
            var call = command.getCall();
            var words = new ArrayList<>();
            words.add(call.getServiceMethodName());
            words.addAll(
                    Arrays.asList(
                            Optional.ofNullable(call.getArguments())
                                    .orElseGet(() -> new Object[0])));
            synchronized (told) {
                told.add(words);
            }
            if (ANSWERS.contains(call.getServiceMethodName())) {
                super.onCommand(connection, channel, source, command);
            }
        }
    }

    private FlashPhone(String host, int port) {
        this.host = host;
        this.port = port;
        client.setStreamEventDispatcher(
                event -> {
                    if (event instanceof AudioData sound) {
                        heard.addSound(sound.getTimestamp(), sound.getData());
                    } else if (event instanceof VideoData picture) {
                        heard.addPicture(picture.getTimestamp(), picture.getData());
                    }
                });
    }

    /// A client of siprtmp, which is logged in when this returns.
    public static FlashPhone siprtmp(String host, String account, String password, int plays) {
        var phone = new FlashPhone(host, 1_935);
        phone.connect("sip/" + account + "@dragoman", plays, account, password, "Flash " + account);
        return phone;
    }

    /// A client of Flashphoner, which is logged in when this returns.
    public static FlashPhone flashphoner(String host, String account, String password, int plays) {
        var phone = new FlashPhone(host, 1_935);
        phone.connect("phone_app", plays, Map.of("login", account, "password", password));
        phone.await("registered");
        return phone;
    }

    /// A client of FreeSWITCH's mod_rtmp, which is logged in and registered when this returns.
    public static FlashPhone freeswitch(String host, String account, String password, int plays) {
        var phone = new FlashPhone(host, 1_935);
        phone.connect("phone", plays);
        phone.await("connected");
        phone.invoke("login", account, password);
        phone.await(words -> words.subList(0, 2).equals(List.of("onLogin", "success")));
        phone.invoke("register", account, "");
        return phone;
    }

    private void connect(String app, int plays, Object... arguments) {
        var done = new CompletableFuture<Object>();
        var parameters = client.makeDefaultConnectionParams(host, port, app);
        parameters.put("audioCodecs", plays);
        client.connect(host, port, parameters, c -> done.complete(c.getResult()), arguments);
        String result = "" + done.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        if (!result.contains("NetConnection.Connect.Success")) {
            throw new AssertionError("connect: " + result);
        }
    }

    /// Gives a command.
    public void invoke(String name, Object... arguments) {
        client.invoke(name, arguments, _ -> {});
    }

    /// What it is told next under this name: the name and the arguments.
    public List<Object> await(String name) {
        return await(words -> words.getFirst().equals(name));
    }

    /// What it is told next that is so; what came before it is passed over.
    public List<Object> await(Predicate<List<Object>> wanted) {
        return Await.value(SOON, "a command; it was told " + all(), () -> next(wanted));
    }

    private Optional<List<Object>> next(Predicate<List<Object>> wanted) {
        synchronized (told) {
            for (int i = taken; i < told.size(); i++) {
                if (wanted.test(told.get(i))) {
                    taken = i + 1;
                    return Optional.of(told.get(i));
                }
            }
            return Optional.empty();
        }
    }

    /// Whether it was ever told so.
    public boolean wasTold(String name) {
        synchronized (told) {
            return told.stream().anyMatch(words -> words.getFirst().equals(name));
        }
    }

    private String all() {
        synchronized (told) {
            return told.toString();
        }
    }

    /// Says a tone on a stream of that name, and listens to another.
    public void talk(String says, String hears, int hertz) {
        long out = stream();
        client.publish(out, says, "live", _ -> {});
        client.play(stream(), hears, -2_000, -1_000);
        var tone = new ToneTags(hertz);
        pace.scheduleAtFixedRate(
                () -> client.publishStreamData(out, tone.next()),
                0,
                PACKET_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private long stream() {
        var made = new CompletableFuture<Number>();
        client.createStream(call -> made.complete((Number) call.getResult()));
        return made.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join().longValue();
    }

    /// Waits until it has heard so much more.
    public void awaitSound(Duration length) {
        long enough = heard.count() + length.toMillis() / PACKET_MILLIS;
        Await.until(SOON, "sound; it was told " + all(), () -> heard.count() >= enough);
    }

    /// Messages of sound that came.
    public int sounds() {
        return heard.count();
    }

    /// All it heard, decoded by ffmpeg.
    public Sound heard() {
        return heard.decoded();
    }

    /// Messages of video that came.
    public int pictures() {
        return heard.pictures();
    }

    /// What ffmpeg says of all it saw.
    public String seen() {
        return heard.seen();
    }

    /// The program is killed: the connection breaks without a word.
    public void breakOff() {
        pace.shutdown(); // no interruption: what is being said is said to its end
        client.getConnection().close();
    }

    @Override
    public void close() {
        pace.shutdown(); // no interruption: what is being said is said to its end
        client.disconnect();
    }

    /// Messages of a tone in µ-law.
    private static final class ToneTags {
        private final byte[] second = new byte[8_000]; // it goes on as it begins
        private int packet;

        ToneTags(int hertz) {
            for (int i = 0; i < second.length; i++) {
                double at = 2 * Math.PI * hertz * i / second.length;
                second[i] = Law.MU.compress((int) Math.round(AMPLITUDE * Math.sin(at)));
            }
        }

        RTMPMessage next() {
            byte[] tag = new byte[1 + PACKET_SAMPLES];
            tag[0] = PCMU_TAG;
            int from = packet * PACKET_SAMPLES % second.length;
            System.arraycopy(second, from, tag, 1, PACKET_SAMPLES);
            var sound = new AudioData(IoBuffer.wrap(tag));
            sound.setTimestamp(PACKET_MILLIS * packet++);
            return RTMPMessage.build(sound, sound.getTimestamp());
        }
    }
}
