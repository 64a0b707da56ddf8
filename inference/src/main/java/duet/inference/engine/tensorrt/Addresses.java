package duet.inference.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaEventCreate;
import static org.bytedeco.cuda.global.cudart.cudaEventDestroy;
import static org.bytedeco.cuda.global.cudart.cudaEventElapsedTime;
import static org.bytedeco.cuda.global.cudart.cudaEventRecord;
import static org.bytedeco.cuda.global.cudart.cudaGetErrorString;
import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** A context of an engine with its buffers, on a stream of its own between two events. */
final class Addresses implements Loaded.Tied {
  /** So that another lane's work on the default stream holds nothing up. */
  private static final int NON_BLOCKING = 1;

  private static final int OUT_OF_MEMORY = 2;

  /** The tensors of the caller; held, so that their memory lives as long as its address is used. */
  record Buffers(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

  private final IExecutionContext context;
  private final Lane lane;
  private final CUstream_st stream = new CUstream_st();
  private final CUevent_st begin = new CUevent_st();
  private final CUevent_st end = new CUevent_st();
  private final List<Area> inputs = new ArrayList<>();
  private final List<Area> outputs = new ArrayList<>();
  private final float[] elapsedMs = {0};

  private Addresses(IExecutionContext context, Lane lane) {
    this.context = context;
    this.lane = lane;
  }

  static Addresses of(IExecutionContext context, Buffers buffers, boolean sharesMemory, Lane lane) {
    Addresses tied = new Addresses(context, lane);
    try {
      check(cudaStreamCreateWithFlags(tied.stream, NON_BLOCKING), lane);
      check(cudaEventCreate(tied.begin), lane);
      check(cudaEventCreate(tied.end), lane);
      buffers.inputs().forEach((n, t) -> tied.inputs.add(tied.area(n, t, sharesMemory)));
      buffers.outputs().forEach((n, t) -> tied.outputs.add(tied.area(n, t, sharesMemory)));
      return tied;
    } catch (InferenceException | OutOfMemoryError e) {
      tied.close();
      throw e;
    }
  }

  private Area area(String name, Tensor tensor, boolean sharesMemory) {
    Area area = Area.of(tensor, sharesMemory, lane);
    if (!context.setTensorAddress(name, area.device())) {
      area.close();
      throw new InferenceException(
          Kind.FAILED, "the engine on " + lane + " takes no memory for '" + name + "'");
    }
    return area;
  }

  @Override
  public double run() {
    inputs.forEach(area -> area.toDevice(stream));
    check(cudaEventRecord(begin, stream), lane);
    if (!context.enqueueV3(stream)) {
      throw new InferenceException(Kind.FAILED, "TensorRT failed on lane " + lane);
    }
    check(cudaEventRecord(end, stream), lane);
    outputs.forEach(area -> area.toHost(stream));
    check(cudaStreamSynchronize(stream), lane);
    check(cudaEventElapsedTime(elapsedMs, begin, end), lane);
    return elapsedMs[0];
  }

  static void check(int code, Lane lane) {
    if (code != 0) {
      throw new InferenceException(
          code == OUT_OF_MEMORY ? Kind.OUT_OF_MEMORY : Kind.FAILED,
          "CUDA error " + code + " on lane " + lane + ": " + cudaGetErrorString(code).getString());
    }
  }

  @Override
  public void close() {
    Presets.delete(context, new IExecutionContext());
    inputs.forEach(Area::close);
    outputs.forEach(Area::close);
    destroy(begin);
    destroy(end);
    if (!stream.isNull()) {
      cudaStreamDestroy(stream);
    }
  }

  private static void destroy(CUevent_st event) {
    if (!event.isNull()) {
      cudaEventDestroy(event);
    }
  }
}
