package org.dragoman.tests.bench.srtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Runs {@code openssl speed} (OpenSSL 3) for one algorithm and one size.
final class OpenSslSpeed {
    private static final Pattern THOUSANDS = Pattern.compile("([0-9.]+)k\\s*$");

    private OpenSslSpeed() {}

    /// Nanoseconds for one operation on so many bytes.
    static double nanos(int bytes, List<String> algorithm) throws IOException {
        var command = new ArrayList<>(List.of("openssl", "speed", "-seconds", "1"));
        command.addAll(List.of("-bytes", Integer.toString(bytes)));
        command.addAll(algorithm);
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        var number = THOUSANDS.matcher(said.strip());
        if (!number.find()) {
            throw new IOException(String.join(" ", command) + " printed no speed: " + said);
        }
        return bytes * 1e9 / (Double.parseDouble(number.group(1)) * 1_000);
    }
}
