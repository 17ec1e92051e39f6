package org.dragoman.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dragoman.sip.Transport;
import org.dragoman.sip.registrar.KeptContact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRegistrationsTest {
    private static final KeptContact PHONE =
            new KeptContact(
                    "1001",
                    "<urn:uuid:1> 1",
                    "sip:1001@[2001:db8::1]:5060;x=\"y\"",
                    Transport.UDP,
                    new InetSocketAddress("2001:db8::1", 5060),
                    700,
                    Instant.parse("2026-01-01T00:00:00.5Z"),
                    Instant.parse("2026-01-01T00:10:00Z"),
                    ";+sip.instance=\"<urn:uuid:1>\"",
                    "a@b",
                    4_000_000_000L,
                    Optional.of("Phone\t1"));

    @TempDir private Path folder;

    @Test
    void what_is_written_at_the_end_is_taken_up_at_the_next_start() throws IOException {
        var file = folder.resolve("state").resolve("registrations.json");
        KeptRegistrations.start(file, _ -> 0, () -> List.of(PHONE)).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var found = new ArrayList<KeptContact>();
        KeptRegistrations.start(
                        file,
                        all -> {
                            found.addAll(all);
                            return all.size();
                        },
                        List::of)
                .close();
        assertThat(found).containsExactly(PHONE);
        assertThat(KeptRegistrations.parse(Files.readString(file))).as("all left").isEmpty();
    }

    @Test
    void a_gateway_without_devices_writes_nothing() {
        var file = folder.resolve("registrations.json");
        KeptRegistrations.start(file, _ -> 0, List::of).close();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_spoilt_file_is_left_aside() throws IOException {
        var file = folder.resolve("registrations.json");
        Files.writeString(file, "[{");
        KeptRegistrations.start(
                        file,
                        _ -> {
                            throw new AssertionError("nothing is there");
                        },
                        List::of)
                .close();
        assertThatThrownBy(() -> KeptRegistrations.parse("[{")).isInstanceOf(IOException.class);
        assertThat(KeptRegistrations.parse("[1, {}, [], null, {\"port\": 70000}]")).isEmpty();
    }

    @Test
    void whatever_stands_there_hurts_nobody() {
        var text = KeptRegistrations.text(List.of(PHONE, PHONE));
        var random = new Random(5626);
        for (int i = 0; i < 20_000; i++) {
            var spoilt = new StringBuilder(text);
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                spoilt.setCharAt(random.nextInt(spoilt.length()), (char) random.nextInt(128));
            }
            spoilt.setLength(random.nextInt(spoilt.length()) + 1);
            try {
                assertThat(KeptRegistrations.parse(spoilt.toString())).hasSizeLessThan(3);
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining("no JSON");
            }
        }
    }
}
