package org.dragoman.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All that a gateway keeps goes into a file and comes back; a file with a mistake changes nothing.
class BackupTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final byte CHEAP = 4; // the key is made a hundred times
    private static final String STAMP = "20261122-190000";
    private static final byte[] LARGE = new byte[300_000]; // several chunks, not to be compressed

    static {
        new Random(4).nextBytes(LARGE);
    }

    @TempDir private Path temp;
    private Path config;
    private Path data;
    private Path file;

    @BeforeEach
    void keep() throws IOException {
        data = Files.createDirectories(temp.resolve("data/history")).getParent();
        write(data.resolve("accounts.yaml"), "list: []\n");
        write(data.resolve("sip-key.pem"), "a key");
        write(data.resolve("history/1001.calls"), "a call\n");
        write(data.resolve("accounts.yaml.lock"), "");
        write(data.resolve("records.db-wal"), "passing");
        Files.write(data.resolve("large"), LARGE);
        var etc = Files.createDirectories(temp.resolve("etc/tables")).getParent();
        write(etc.resolve("tables/causes.csv"), "1,404\n");
        write(etc.resolve("rates.csv"), "7,1\n");
        write(etc.resolve("unnamed"), "of somebody else");
        write(temp.resolve("elsewhere.pem"), "a certificate");
        config = etc.resolve("dragoman.yaml");
        write(
                config,
                """
                peers:
                  a: {protocol: sip, address: 192.0.2.1, rates: rates.csv}
                tables: tables
                sip: {certificate: %s, key: none.pem}
                """
                        .formatted(temp.resolve("elsewhere.pem")));
        file = temp.resolve("gateway.backup");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private int backUp() throws IOException {
        var holdings =
                new Holdings(
                        Optional.of(config), NamedFiles.in(config), data, List.of(), List.of());
        var about =
                new About(
                        "1.2.3",
                        "2026-11-22T19:00:00Z",
                        "here",
                        Optional.of(config.toString()),
                        data.toString());
        return new Backup(holdings, Files::copy, CHEAP).write(file, about, PASSWORD);
    }

    private Restore.Places places() {
        return new Restore.Places(Optional.empty(), data, STAMP);
    }

    /// What every file says, by name.
    private Map<String, String> state() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(temp)) {
            for (var f : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1);
                all.put(temp.relativize(f).toString(), text);
            }
        }
        return all;
    }

    @Test
    void what_the_gateway_keeps_and_what_its_configuration_names_is_in_it() throws IOException {
        assertThat(backUp()).isEqualTo(8);
        var content = new Restore(file, PASSWORD).look();
        assertThat(content.about().version()).isEqualTo("1.2.3");
        assertThat(content.about().configuration()).contains(config.toString());
        assertThat(content.files())
                .containsExactlyInAnyOrder(
                        "configuration",
                        "beside/rates.csv",
                        "beside/tables/causes.csv",
                        "elsewhere" + temp.resolve("elsewhere.pem"),
                        "data/accounts.yaml",
                        "data/history/1001.calls",
                        "data/large",
                        "data/sip-key.pem");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void nothing_of_it_can_be_read_in_the_file() throws IOException {
        backUp();
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .doesNotContain("sip-key", "a key", "accounts", "dragoman.yaml", "PK\u0003\u0004");
    }

    @Test
    void all_comes_back_and_what_was_there_is_kept() throws IOException {
        backUp();
        var before = state();
        write(config, "log: {level: debug}\n");
        write(data.resolve("accounts.yaml"), "spoilt");
        write(data.resolve("later"), "a file that was made since");
        Files.delete(data.resolve("sip-key.pem"));
        Files.delete(temp.resolve("etc/rates.csv"));
        var done = new Restore(file, PASSWORD).perform(places());
        assertThat(done.files()).isEqualTo(8);
        var after = state();
        for (var name :
                List.of(
                        "etc/dragoman.yaml",
                        "etc/rates.csv",
                        "etc/tables/causes.csv",
                        "etc/unnamed",
                        "elsewhere.pem",
                        "data/accounts.yaml",
                        "data/history/1001.calls",
                        "data/large",
                        "data/sip-key.pem")) {
            assertThat(after).containsEntry(name, before.get(name));
        }
        assertThat(after)
                .doesNotContainKey("data/later")
                .containsEntry("data.before-" + STAMP + "/accounts.yaml", "spoilt")
                .containsKey("data.before-" + STAMP + "/later")
                .containsEntry("etc/dragoman.yaml.before-" + STAMP, "log: {level: debug}\n");
        assertThat(done.kept()).contains(temp.resolve("data.before-" + STAMP));
        assertThat(after.keySet()).noneMatch(n -> n.contains(".restored-"));
    }

    @Test
    void it_comes_to_a_machine_that_has_nothing() throws IOException {
        backUp();
        var other = temp.resolve("other/place");
        var places =
                new Restore.Places(
                        Optional.of(other.resolve("etc/new.yaml")), other.resolve("data"), STAMP);
        assertThat(new Restore(file, PASSWORD).perform(places).kept())
                .containsExactly(temp.resolve("elsewhere.pem.before-" + STAMP));
        assertThat(other.resolve("etc/new.yaml")).hasSameTextualContentAs(config);
        assertThat(other.resolve("etc/rates.csv")).hasContent("7,1");
        assertThat(other.resolve("data/large")).hasBinaryContent(LARGE);
        assertThat(Files.getPosixFilePermissions(other.resolve("data")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void a_file_that_was_cut_off_anywhere_changes_nothing() throws IOException {
        backUp();
        var whole = Files.readAllBytes(file);
        var before = without(file, state());
        var random = new Random(7);
        for (int i = 0; i < 40; i++) {
            int chunk = Seal.CHUNK + Seal.TAG;
            int length =
                    i < 5
                            ? Math.min(Seal.HEADER + i * chunk, whole.length - 1)
                            : random.nextInt(whole.length);
            Files.write(file, Arrays.copyOf(whole, length));
            refused(length + " of " + whole.length);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        refused("an octet more");
        assertThat(without(file, state())).isEqualTo(before);
    }

    @Test
    void a_file_that_was_altered_in_one_bit_changes_nothing() throws IOException {
        backUp();
        var whole = Files.readAllBytes(file);
        var before = without(file, state());
        var random = new Random(8);
        for (int i = 0; i < 40; i++) {
            // first each kind of header field; not the octet of the cost, which makes it slow
            int at = i < 8 ? i : i < 20 ? 10 + 3 * (i - 8) : random.nextInt(10, whole.length);
            var altered = whole.clone();
            altered[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, altered);
            refused("octet " + at);
        }
        assertThat(without(file, state())).isEqualTo(before);
    }

    private void refused(String what) {
        assertThatThrownBy(() -> new Restore(file, PASSWORD).perform(places()))
                .as(what)
                .isInstanceOf(BadBackup.class)
                .hasMessageMatching("(?s)[A-Z].*\\.");
    }

    private Map<String, String> without(Path one, Map<String, String> all) {
        all.remove(temp.relativize(one).toString());
        return all;
    }

    @Test
    void a_wrong_password_is_told_from_a_damaged_file() throws IOException {
        backUp();
        assertThatThrownBy(() -> new Restore(file, "Correct horse".toCharArray()).look())
                .isInstanceOf(BadBackup.class)
                .hasMessageContaining("password is not that of the backup");
    }

    @Test
    void another_file_is_no_backup() throws IOException {
        write(file, "list: []\n".repeat(100));
        assertThatThrownBy(() -> new Restore(file, PASSWORD).look())
                .isInstanceOf(BadBackup.class)
                .hasMessage("This is no backup of Dragoman.");
    }

    @Test
    void a_file_that_asks_for_more_memory_than_there_is_is_refused_at_once() throws IOException {
        backUp();
        var whole = Files.readAllBytes(file);
        whole[9] = 30; // 2^30 KiB
        Files.write(file, whole);
        assertThatThrownBy(() -> new Restore(file, PASSWORD).look())
                .isInstanceOf(BadBackup.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void a_backup_never_goes_over_another_file() throws IOException {
        write(file, "mine");
        assertThatThrownBy(this::backUp).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void where_one_thing_cannot_take_its_place_all_stay_as_they_were() throws IOException {
        backUp();
        write(data.resolve("accounts.yaml"), "changed since");
        // the place for the old configuration is taken, by a folder that is not empty
        write(
                Files.createDirectories(config.resolveSibling("dragoman.yaml.before-" + STAMP))
                        .resolve("x"),
                "x");
        var before = state();
        assertThatThrownBy(() -> new Restore(file, PASSWORD).perform(places()))
                .isInstanceOf(IOException.class);
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/../../etc/passwd",
                "data//etc/passwd",
                "beside/../x",
                "elsewhere/",
                "data/",
                "other/x",
                "/etc/passwd"
            })
    void names_that_lead_elsewhere_are_refused(String name) throws IOException {
        try (var out = Files.newOutputStream(file);
                var zip =
                        new ZipOutputStream(
                                new SealedOutput(
                                        out, Seal.make(PASSWORD, CHEAP, new SecureRandom())))) {
            zip.putNextEntry(new ZipEntry(About.ENTRY));
            zip.write(
                    new About("1", "", "", Optional.of(config.toString()), data.toString())
                            .write());
            zip.putNextEntry(new ZipEntry(name));
            zip.write(1);
            zip.closeEntry();
        }
        var before = state();
        refused(name);
        assertThat(state()).isEqualTo(before);
    }
}
