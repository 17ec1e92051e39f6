package org.dragoman.tests.webrtc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.tests.peer.Folders;
import org.dragoman.tests.peer.Peers;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A Chromium for all tests of a class, and calls of it for each, which end with the test.
final class MediaLab implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final Function<Path, Path> microphone;
    private final List<MediaCall> calls = new ArrayList<>();
    private Optional<MediaPage> page = Optional.empty();
    private Optional<Chromium> chromium = Optional.empty();

    /// - {@code microphone}: makes what it plays, in a folder.
    MediaLab(Function<Path, Path> microphone) {
        this.microphone = microphone;
    }

    @Override
    public void beforeAll(ExtensionContext tests) throws Exception {
        Peers.require(Peers.CHROMIUM);
        var folder = Folders.fresh(tests.getRequiredTestClass().getSimpleName());
        page = Optional.of(new MediaPage());
        chromium = Optional.of(new Chromium(folder, microphone.apply(folder)));
    }

    /// A call on an address of its own.
    MediaCall call() throws Exception {
        return call(MediaCall.Place.fresh());
    }

    MediaCall call(MediaCall.Place place) throws Exception {
        var call = new MediaCall(chromium.orElseThrow(), page.orElseThrow(), place);
        calls.add(call);
        return call;
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        for (var call : calls) {
            call.close();
        }
        calls.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        chromium.ifPresent(Chromium::close);
        page.ifPresent(MediaPage::close);
    }
}
