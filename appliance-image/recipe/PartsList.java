import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// The list of parts of an image or a package, for those who must answer for what they run: what is
/// in it, not what it was asked to be made of. CycloneDX 1.6 (ECMA-424), JSON.
///
///     java PartsList.java NAME VERSION SECONDS LIB COORDINATES JAVA [PACKAGES]
///
/// SECONDS is the time it bears; LIB the folder of jars, whose Maven coordinates are in the file
/// COORDINATES; JAVA the folder of Java; PACKAGES a file with a Debian package in each line: name,
/// version, source.
class PartsList {
    private static final Set<String> SCOPES = Set.of("compile", "runtime", "provided", "system");
    private static final Pattern LICENCE =
            Pattern.compile("(?s)<license>\\s*.*?<name>\\s*([^<]+?)\\s*</name>");

    private record Part(String purl, String group, String name, String version, String hash, List<String> licences) {}

    public static void main(String... words) throws Exception {
        var parts = new ArrayList<Part>();
        var known = known(Path.of(words[4]));
        try (var jars = Files.newDirectoryStream(Path.of(words[3]), "*.jar")) {
            for (var jar : jars) {
                parts.add(jar(jar, known, words[1]));
            }
        }
        parts.add(java(Path.of(words[5])));
        if (words.length > 6) {
            Files.readAllLines(Path.of(words[6])).stream().map(PartsList::debian).forEach(parts::add);
        }
        var sorted = new TreeMap<String, Part>();
        parts.forEach(p -> sorted.put(p.purl(), p));
        System.out.print(document(words[0], words[1], Long.parseLong(words[2]), List.copyOf(sorted.values())));
    }

    /// The Maven coordinates of jars, by their file names: lines of "group:name:jar:version:scope", with a
    /// classifier before the version where there is one.
    private static Map<String, Part> known(Path list) throws IOException {
        var known = new HashMap<String, Part>();
        for (var line : Files.readAllLines(list)) {
            var words = line.strip().split("[: ]");
            if (words.length >= 5 && words[2].equals("jar")) {
                boolean classified = words.length >= 6 && !SCOPES.contains(words[4]);
                var version = words[classified ? 4 : 3];
                var tail = classified ? "-" + words[3] : "";
                var purl =
                        "pkg:maven/" + encoded(words[0]) + "/" + encoded(words[1]) + "@" + encoded(version)
                                + (classified ? "?classifier=" + encoded(words[3]) : "");
                known.put(
                        words[1] + "-" + version + tail + ".jar",
                        new Part(purl, words[0], words[1], version, "", List.of()));
            }
        }
        return known;
    }

    private static Part jar(Path file, Map<String, Part> known, String ourVersion)
            throws IOException, GeneralSecurityException {
        var fileName = file.getFileName().toString();
        var name = fileName.replaceFirst("(-" + Pattern.quote(ourVersion) + ")?\\.jar$", "");
        var ours = new Part("pkg:generic/" + encoded(name) + "@" + encoded(ourVersion), "", name, ourVersion, "", List.of());
        var part = known.getOrDefault(fileName, ours);
        return new Part(part.purl(), part.group(), part.name(), part.version(), sha256(file), licences(file));
    }

    private static List<String> licences(Path file) throws IOException {
        var licences = new ArrayList<String>();
        try (var jar = new JarFile(file.toFile())) {
            var poms =
                    jar.stream().filter(e -> e.getName().matches("META-INF/maven/.*/pom\\.xml")).limit(1).toList();
            for (var pom : poms) {
                var text = new String(jar.getInputStream(pom).readAllBytes(), StandardCharsets.UTF_8);
                LICENCE.matcher(text).results().map(r -> r.group(1)).forEach(licences::add);
            }
            if (licences.isEmpty() && jar.getManifest() != null) {
                Optional.ofNullable(jar.getManifest().getMainAttributes().getValue("Bundle-License")).ifPresent(licences::add);
            }
        }
        return licences;
    }

    private static Part java(Path home) throws IOException {
        var release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        }
        var version = release.getProperty("JAVA_RUNTIME_VERSION", release.getProperty("JAVA_VERSION", "")).replace("\"", "");
        return new Part("pkg:generic/openjdk@" + encoded(version), "", "openjdk", version, "", List.of("GPL-2.0 WITH Classpath-exception-2.0"));
    }

    private static Part debian(String line) {
        var words = line.split(" ");
        var name = words[0].replaceFirst(":.*", "");
        return new Part(
                "pkg:deb/debian/" + encoded(name) + "@" + encoded(words[1]) + "?distro=debian-13", "", name, words[1], "", List.of());
    }

    private static String document(String name, String version, long seconds, List<Part> parts) {
        var json = new StringBuilder();
        json.append("{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.6\",\n");
        var serial = UUID.nameUUIDFromBytes((name + version + seconds + parts).getBytes(StandardCharsets.UTF_8));
        json.append("  \"serialNumber\": \"urn:uuid:").append(serial).append("\",\n  \"version\": 1,\n");
        json.append("  \"metadata\": {\"timestamp\": ").append(quoted(Instant.ofEpochSecond(seconds).toString()));
        json.append(", \"component\": {\"type\": \"application\", \"bom-ref\": \"this\", \"name\": ");
        json.append(quoted(name)).append(", \"version\": ").append(quoted(version)).append("}},\n  \"components\": [");
        for (int i = 0; i < parts.size(); i++) {
            json.append(i == 0 ? "\n" : ",\n").append(component(parts.get(i)));
        }
        return json.append("\n  ]\n}\n").toString();
    }

    private static String component(Part part) {
        var json = new StringBuilder("    {\"type\": \"library\", \"bom-ref\": " + quoted(part.purl()));
        if (!part.group().isEmpty()) {
            json.append(", \"group\": ").append(quoted(part.group()));
        }
        json.append(", \"name\": ").append(quoted(part.name())).append(", \"version\": ").append(quoted(part.version()));
        if (!part.hash().isEmpty()) {
            json.append(", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": ").append(quoted(part.hash())).append("}]");
        }
        if (!part.licences().isEmpty()) {
            var each = part.licences().stream().distinct().map(l -> "{\"license\": {\"name\": " + quoted(l) + "}}").toList();
            json.append(", \"licenses\": [").append(String.join(", ", each)).append("]");
        }
        return json.append(", \"purl\": ").append(quoted(part.purl())).append("}").toString();
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
        return json.append('"').toString();
    }

    /// Package URL specification: all but letters, digits and -._~ as percent and hexadecimal digits.
    private static String encoded(String text) {
        var url = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
            url.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
        }
        return url.toString();
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
