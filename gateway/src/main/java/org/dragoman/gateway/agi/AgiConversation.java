package org.dragoman.gateway.agi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.Advice;
import org.dragoman.core.route.AskedCall;
import org.dragoman.core.route.CallScript;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.rules.DialStatuses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One script and one call. Everything happens on the thread that runs it: what the script says
/// and what happens to the call come to it through one queue.
final class AgiConversation implements CallScript {
    private static final Logger LOGGER = LoggerFactory.getLogger(AgiConversation.class);

    /// How long a script may go on when its call is over, to bill it.
    static final Duration AFTERWARDS = Duration.ofSeconds(30);

    private static final int LINES = 16; // said before the one before is answered
    static final int NORMAL = 16; // Q.850
    private static final int DIGITS = 64; // dialled and not asked for yet

    private sealed interface Event {
        record Said(String line) implements Event {}

        record Gone() implements Event {}

        record Happened(News news) implements Event {}
    }

    final AgiConfig config;
    final AskedCall call;
    final AgiVariables variables;
    final AgiDatabase database;
    final DialStatuses statuses;
    final Deque<Character> digits = new ArrayDeque<>();
    private final RouteQuery query;
    private final AgiLink link;
    private final InstantSource time;
    private final AgiCommands commands = new AgiCommands(this);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(); // as below
    private final Semaphore lines = new Semaphore(LINES);
    private final AtomicInteger dialled = new AtomicInteger();

    private final Deque<String> said = new ArrayDeque<>();
    private boolean gone;
    private boolean toldOfEnd;
    private boolean decided;
    final AgiLimit limit = new AgiLimit(this::now);
    boolean answered;
    boolean played;
    Optional<Cause> failed = Optional.empty();
    Optional<Instant> connected = Optional.empty();
    Optional<Instant> ended = Optional.empty();
    Optional<Cause> endedBy = Optional.empty();

    AgiConversation(
            AgiConfig config,
            AskedCall call,
            RouteQuery query,
            AgiLink link,
            InstantSource time,
            AgiDatabase database,
            DialStatuses statuses) {
        this.config = config;
        this.call = call;
        this.query = query;
        this.link = link;
        this.time = time;
        this.database = database;
        this.statuses = statuses;
        this.variables =
                new AgiVariables(call.id(), AgiEnvironment.channel(call.id(), query), query);
    }

    /// On the call's loop.
    @Override
    public void tell(News news) {
        if (news instanceof News.Digit && dialled.incrementAndGet() > DIGITS) {
            dialled.decrementAndGet();
            return; // nobody dials so many ahead
        }
        events.add(new Event.Happened(news));
    }

    /// Until the script has no more to say, or says nothing for too long.
    void run() {
        call.lead(this);
        var why = "has failed";
        var reader = Thread.ofVirtual().name("agi-reader-" + call.id()).unstarted(this::read);
        try {
            link.send(AgiEnvironment.text(config, call.id(), query));
            reader.start();
            for (var line = next(); line.isPresent(); line = next()) {
                answer(line.get());
            }
            why = gone ? "ended" : "says nothing for " + config.patience().toMillis() + " ms";
        } catch (IOException e) {
            why = "is gone: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            why = "was interrupted";
        } finally {
            reader.interrupt(); // it may wait for a line to be answered
            lastWord(why);
        }
    }

    private void read() {
        try {
            for (var line = link.readLine(); line.isPresent(); line = link.readLine()) {
                lines.acquire();
                events.add(new Event.Said(line.get()));
            }
        } catch (IOException e) {
            LOGGER.atDebug()
                    .addKeyValue("event", "agi.gone")
                    .addKeyValue("call", call.id())
                    .log("the connection to the script is over", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        events.add(new Event.Gone());
    }

    private void answer(String line) throws IOException, InterruptedException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        link.send(commands.answer(line) + "\n");
        tellEnd();
    }

    private Optional<String> next() throws IOException, InterruptedException {
        var until = time.instant().plus(config.patience());
        while (said.isEmpty() && !gone) {
            tellEnd();
            var last = ended.map(e -> e.plus(AFTERWARDS)).orElse(until);
            if (!step(Duration.between(time.instant(), last))) {
                return Optional.empty();
            }
        }
        var line = Optional.ofNullable(said.poll());
        line.ifPresent(_ -> lines.release());
        return line;
    }

    private void tellEnd() throws IOException {
        if (ended.isPresent() && !toldOfEnd) {
            toldOfEnd = true;
            link.hangUp();
        }
    }

    /// Waits for something, at most so long, and for nothing when the script is gone or the call
    /// over.
    ///
    /// - Returns: whether it has come to be.
    boolean waitFor(BooleanSupplier wanted, Duration atMost) throws InterruptedException {
        var until = time.instant().plus(atMost);
        while (!wanted.getAsBoolean()) {
            if (gone || ended.isPresent() || !step(Duration.between(time.instant(), until))) {
                return wanted.getAsBoolean();
            }
        }
        return true;
    }

    /// Takes what has come already.
    void catchUp() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = step(Duration.ZERO);
        }
    }

    private boolean step(Duration atMost) throws InterruptedException {
        boolean mayEnd = ended.isEmpty() && !commands.isDialling(); // else the call's core does
        var left = limit.left().filter(l -> mayEnd && l.compareTo(atMost) < 0);
        long nanos = left.orElse(atMost).toNanos();
        var event = events.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (event == null) {
            left.ifPresent(_ -> refuse(NORMAL));
            return false;
        }
        switch (event) {
            case Event.Said(var line) -> said.add(line);
            case Event.Gone _ -> gone = true;
            case Event.Happened(var news) -> note(news);
        }
        return true;
    }

    private void note(News news) {
        switch (news) {
            case News.Answered _ -> answered = true;
            case News.Played _ -> played = true;
            case News.Digit(var digit) -> {
                dialled.decrementAndGet();
                if (digits.size() < DIGITS) {
                    digits.add(digit);
                }
            }
            case News.Failed(var cause) -> failed = Optional.of(cause);
            case News.Connected _ -> connected = Optional.of(time.instant());
            case News.Ended(var cause) -> over(cause);
        }
    }

    /// The call is over, for the script at least.
    private void over(Cause cause) {
        if (ended.isEmpty()) {
            ended = Optional.of(time.instant());
            endedBy = Optional.of(cause);
        }
    }

    Instant now() {
        return time.instant();
    }

    boolean isDead() {
        return ended.isPresent();
    }

    // ---- what becomes of the call

    /// What the script has changed in the call, and nobody to send it to.
    Advice changes() {
        return new Advice(
                variables.otherNumber(),
                variables.otherCaller(),
                variables.otherName(),
                List.of(),
                Optional.empty(),
                Rule.FAILOVER,
                Optional.empty());
    }

    /// Sends the call on; it comes back when nobody can be had.
    void send(Advice advice, String what) {
        failed = Optional.empty();
        call.reply(new ServiceReply.Advised(advice, config.name() + " " + what));
    }

    /// Ends the call.
    void refuse(int cause) {
        decided = true;
        call.leave();
        var no =
                new Advice(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.of(cause),
                        Set.of(),
                        Optional.empty());
        send(no, "hangs up, cause " + cause);
        over(Cause.gateway(cause));
    }

    /// The script is no more: the call goes on without it.
    private void lastWord(String why) {
        if (ended.isPresent() || decided) {
            return;
        }
        call.leave();
        if (commands.isDialling()) {
            return; // what it began goes on
        }
        var number = config.dialVariable().flatMap(variables::get);
        var dial = number.flatMap(n -> DialString.parse(n, call::knows));
        if (dial.isPresent()) {
            send(commands.advice(dial.get()), "left " + number.get());
        } else if (why.equals("ended")) {
            send(changes(), "ended, and leaves the rest to the rules behind");
        } else {
            call.reply(
                    new ServiceReply.Silent(
                            config.name() + " " + why + "; the rules behind decide"));
        }
    }
}
