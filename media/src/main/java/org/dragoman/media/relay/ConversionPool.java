package org.dragoman.media.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.tone.Playable;

/// The workers that convert, and the one thread that opens codecs for them: opening takes
/// milliseconds, which neither a loop nor a worker has to spare.
final class ConversionPool implements Converter, AutoCloseable {
    private static final int MOST_WAITING = 1_024; // conversions to be opened

    private final Codecs codecs;
    private final List<ConversionWorker> workers = new ArrayList<>();
    private final ThreadPoolExecutor opener =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().daemon().name("convert-open").factory());

    ConversionPool(Codecs codecs, int count) {
        this.codecs = codecs;
        for (int i = 0; i < count; i++) {
            workers.add(new ConversionWorker(i));
        }
        workers.forEach(ConversionWorker::start);
    }

    @Override
    public boolean converts(Codec from, Codec to) {
        return codecs.decodes(from) && codecs.encodes(to);
    }

    @Override
    public void begin(LiveConversion conversion) {
        Workplace place = conversion.room().isPresent() ? conversion.room().get() : leastLoaded();
        place.countIn();
        try {
            opener.execute(() -> open(conversion, place));
        } catch (RejectedExecutionException e) {
            place.countOut();
            conversion.fail("too many conversions begin at once");
        }
    }

    /// Has a room worked at; safe from any thread.
    void begin(LiveRoom room) {
        var worker = leastLoaded();
        worker.countIn();
        worker.take((WorkerTask) room);
    }

    @Override
    public SoundFeed feed(Playable what, PayloadFormat format, ModeRequest asked) {
        return SoundFeed.begin(what, format, asked, codecs);
    }

    /// Conversions that are open, or about to be.
    int inUse() {
        return workers.stream().mapToInt(ConversionWorker::load).sum();
    }

    @Override
    public void close() {
        opener.shutdownNow();
        workers.forEach(ConversionWorker::stop);
    }

    private void open(LiveConversion conversion, Workplace place) {
        try {
            if (!conversion.isEnded()) {
                conversion.open(codecs);
                place.take(conversion);
                return;
            }
        } catch (CodecFailed e) {
            ConversionWorker.report(conversion, e);
            conversion.fail(e.getMessage());
        } catch (RuntimeException e) {
            ConversionWorker.report(conversion, e);
            conversion.fail("an internal error");
        }
        place.countOut();
    }

    private ConversionWorker leastLoaded() {
        return workers.stream().min(Comparator.comparingInt(ConversionWorker::load)).orElseThrow();
    }
}
