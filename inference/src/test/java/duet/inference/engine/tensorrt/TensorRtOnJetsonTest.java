package duet.inference.engine.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.EngineContract;
import duet.inference.engine.Gate;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Optimisation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promises of an engine on the real thing; skipped where there is none. See the page "Verify on
 * a Jetson".
 */
@Tag("gpu")
class TensorRtOnJetsonTest extends EngineContract {
  private static final Backend TENSORRT = new TensorRtBackend();

  @Override
  protected Backend backend() {
    assumeTrue(TENSORRT.unavailable().isEmpty(), () -> TENSORRT.unavailable().orElse(""));
    return new OnGpu(TENSORRT);
  }

  @Override
  protected Backend behind(Gate gate) {
    return new OnGpu(new TensorRtBackend(silicon -> new Gated(silicon, gate)));
  }

  /** GPU and DLA round differently, and a DLA takes images only: the contract is for the GPU. */
  private record OnGpu(Backend all) implements Backend {
    @Override
    public String name() {
      return all.name();
    }

    @Override
    public Origin origin() {
      return all.origin();
    }

    @Override
    public List<Lane> lanes() {
      return List.of(Lane.GPU);
    }

    @Override
    public Engine open(Path model, Lane lane, Optimisation optimisation) {
      return all.open(model, lane, optimisation);
    }
  }

  /** With a Pix2Pix generator whose transposed convolutions are padded. */
  @Test
  void aDlaRefusesAModelThatDoesNotFitAndNamesTheLayer() {
    String model = Objects.toString(System.getProperty("duet.model"), "");
    assumeTrue(TENSORRT.lanes().contains(Lane.DLA0), "no DLA");
    assumeTrue(!model.isEmpty(), "no model; give one with -Dduet.model=FILE");
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () -> TENSORRT.open(Path.of(model), Lane.DLA0, Optimisation.ALL).close());
    assertEquals(Kind.UNREADABLE_MODEL, e.kind());
    assertTrue(e.toString().contains("DECONVOLUTION"), e.toString());
  }
}
