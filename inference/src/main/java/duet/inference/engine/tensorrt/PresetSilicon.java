package duet.inference.engine.tensorrt;

import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.process.Child;
import duet.inference.process.Child.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * TensorRT through the presets of JavaCPP. Engines are built by a child and run here.
 *
 * @param builder the child
 * @param shelf where the timings lie
 * @param runtime part of their name
 * @param sharesMemory whether GPU and CPU can work on the same bytes
 */
record PresetSilicon(Child builder, EngineShelf shelf, String runtime, boolean sharesMemory)
    implements Silicon {
  @Override
  public byte[] build(Path model, Order order) {
    try {
      Path timings = shelf.timings(runtime, order);
      Files.createDirectories(shelf.folder());
      Path out = Files.createTempFile("duet", ".plan");
      try {
        refuseUnlessDone(model, order, forge(model, order, out, timings));
        return Files.readAllBytes(out);
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      throw new InferenceException(
          Kind.FAILED,
          "an engine of " + model.getFileName() + " cannot be written; free some space",
          e);
    }
  }

  private Ending forge(Path model, Order order, Path out, Path timings) {
    return builder.run(
        Forge.class,
        List.of(
            model.toAbsolutePath().toString(),
            order.lane().name(),
            order.precision().name(),
            out.toString(),
            timings.toString()));
  }

  private static void refuseUnlessDone(Path model, Order order, Ending ending) {
    if (ending.what("step").filter("done"::equals).isPresent()) {
      return;
    }
    throw new InferenceException(
        Kind.UNREADABLE_MODEL,
        "model file %s: no engine for %s in %s: %s"
            .formatted(model.getFileName(), order.lane(), order.precision(), reason(ending)));
  }

  private static String reason(Ending ending) {
    return ending
        .what("failed")
        .or(() -> ending.missingSymbol().map(symbol -> "the libraries lack the function " + symbol))
        .orElseGet(
            () ->
                "building "
                    + ending.code().map(code -> "ended with code " + code).orElse("took too long")
                    + " at step '"
                    + ending.what("step").orElse("start")
                    + "' "
                    + ending.complaints());
  }

  @Override
  public Loaded load(byte[] plan, Order order) {
    Optional<String> broken = Presets.broken();
    if (broken.isPresent()) {
      throw new InferenceException(Kind.FAILED, "TensorRT cannot be loaded: " + broken.get());
    }
    return Deserialised.of(plan, order, sharesMemory);
  }
}
