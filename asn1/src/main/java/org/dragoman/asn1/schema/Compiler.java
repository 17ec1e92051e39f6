package org.dragoman.asn1.schema;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The program: `Compiler SCHEMA_FOLDER SOURCE_FOLDER` reads all `.asn` files of one folder and
/// writes Java into the other. It does nothing when neither the schema nor this compiler changed.
///
/// - Errors: every problem found, as `file:line: what is wrong`, and exit code 1.
public final class Compiler {
    private final List<SchemaProblem> problems = new ArrayList<>();

    private Compiler() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: Compiler SCHEMA_FOLDER SOURCE_FOLDER");
            System.exit(2);
        }
        System.exit(run(Path.of(arguments[0]), Path.of(arguments[1]), System.err));
    }

    /// Compiles a folder; returns the exit code.
    static int run(Path schemas, Path sources, PrintStream errors) throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(schemas)) {
            inputs = files.filter(file -> file.toString().endsWith(".asn")).sorted().toList();
        }
        var output = new OutputFolder(sources);
        String state = OutputFolder.stateOf(inputs);
        if (output.isAt(state)) {
            return 0;
        }
        var texts = new LinkedHashMap<String, String>();
        for (Path input : inputs) {
            texts.put(String.valueOf(input.getFileName()), Files.readString(input));
        }
        var compiler = new Compiler();
        Map<String, String> files = compiler.compile(texts);
        if (!compiler.problems.isEmpty()) {
            compiler.problems.forEach(problem -> errors.println(problem.getMessage()));
            return 1;
        }
        output.write(files, state);
        return 0;
    }

    /// The Java files of schema texts (by file name), or what is wrong with them.
    record Result(Map<String, String> files, List<String> problems) {}

    static Result compileTexts(Map<String, String> texts) {
        var compiler = new Compiler();
        Map<String, String> files = compiler.compile(texts);
        return new Result(
                files, compiler.problems.stream().map(SchemaProblem::getMessage).toList());
    }

    private Map<String, String> compile(Map<String, String> texts) {
        var modules = new ArrayList<Ast.Module>();
        texts.forEach(
                (file, text) -> {
                    try {
                        modules.addAll(Parser.modules(file, text));
                    } catch (SchemaProblem e) {
                        problems.add(e);
                    }
                });
        if (!problems.isEmpty()) {
            return Map.of();
        }
        List<Model.JavaPackage> packages = Resolver.resolve(modules, problems);
        return problems.isEmpty() ? JavaFiles.of(packages) : Map.of();
    }
}
