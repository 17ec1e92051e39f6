package org.dragoman.asn1.schema;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.dragoman.asn1.per.MalformedPdu;

/// A schema taken all the way: ASN.1 text to Java, Java to classes with the flags that production
/// code is compiled with, classes loaded.
final class CompiledSchema {
    private static final List<String> FLAGS =
            List.of(
                    "-Xlint:all,-path,-processing,-requires-automatic",
                    "-Xdoclint:all,-missing",
                    "-Werror");

    private final Map<String, String> files;
    private final ClassLoader classes;

    private CompiledSchema(Map<String, String> files, ClassLoader classes) {
        this.files = files;
        this.classes = classes;
    }

    static CompiledSchema of(String text) {
        return of(text, Map.of());
    }

    /// With Java sources (by path) that use what is generated.
    static CompiledSchema of(String text, Map<String, String> sources) {
        Compiler.Result result = Compiler.compileTexts(Map.of("test.asn", text));
        if (!result.problems().isEmpty()) {
            throw new AssertionError(String.join("\n", result.problems()));
        }
        try {
            Path folder = Files.createTempDirectory("asn1");
            try {
                var all = new HashMap<>(result.files());
                all.putAll(sources);
                compile(all, folder);
                return new CompiledSchema(result.files(), new Classes(classesIn(folder)));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Map<String, String> files, Path folder) throws IOException {
        var sources = new ArrayList<Path>();
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            sources.add(Files.writeString(path, file.getValue()));
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            var options = new ArrayList<>(FLAGS);
            options.addAll(List.of("-d", folder.toString()));
            options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
            boolean compiled =
                    javac.getTask(
                                    said,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(sources))
                            .call();
            if (!compiled) {
                throw new AssertionError(said.toString());
            }
        }
    }

    private static Map<String, byte[]> classesIn(Path folder) throws IOException {
        var classes = new HashMap<String, byte[]>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(file).toString().replace('/', '.');
                classes.put(name.substring(0, name.length() - 6), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Classes from memory.
    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> bytes;

        private Classes(Map<String, byte[]> bytes) {
            super(CompiledSchema.class.getClassLoader());
            this.bytes = bytes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] found = bytes.get(name);
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, found, 0, found.length);
        }
    }

    Map<String, String> files() {
        return files;
    }

    Class<?> type(String name) {
        try {
            return classes.loadClass("example." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    Object decode(String type, byte[] pdu) throws MalformedPdu {
        try {
            return type(type).getMethod("fromPer", byte[].class).invoke(null, (Object) pdu);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof MalformedPdu fault) {
                throw fault;
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] encode(Object value) {
        try {
            var method = value.getClass().getMethod("toPer");
            method.setAccessible(true);
            return (byte[]) method.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
