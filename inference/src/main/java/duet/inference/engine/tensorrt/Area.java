package duet.inference.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaFree;
import static org.bytedeco.cuda.global.cudart.cudaHostGetDevicePointer;
import static org.bytedeco.cuda.global.cudart.cudaHostRegister;
import static org.bytedeco.cuda.global.cudart.cudaHostUnregister;
import static org.bytedeco.cuda.global.cudart.cudaMalloc;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;

import duet.inference.device.Lane;
import duet.inference.tensor.Tensor;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory of one tensor as the device sees it. On a Jetson CPU, GPU and DLA share one memory:
 * there the device works on the bytes of the caller and nothing is copied. Where that is refused
 * the device has memory of its own, and each run copies.
 */
final class Area implements AutoCloseable {
  private static final int MAPPED = 2;
  private static final int TO_DEVICE = 1;
  private static final int TO_HOST = 2;

  /** TensorRT takes no other addresses. */
  private static final int ALIGNMENT = 256;

  private final Tensor tensor;
  private final Pointer host;
  private final Pointer device = new Pointer();
  private final Lane lane;
  private boolean shared;

  private Area(Tensor tensor, Lane lane) {
    this.tensor = tensor;
    this.host = new BytePointer(tensor.data().duplicate().clear());
    this.lane = lane;
  }

  static Area of(Tensor tensor, boolean sharesMemory, Lane lane) {
    Area area = new Area(tensor, lane);
    area.shared = sharesMemory && area.share();
    if (!area.shared) {
      Addresses.check(cudaMalloc(area.device, Math.max(1, area.bytes())), lane);
    }
    return area;
  }

  private boolean share() {
    if (host.address() % ALIGNMENT != 0 || cudaHostRegister(host, bytes(), MAPPED) != 0) {
      return false;
    }
    if (cudaHostGetDevicePointer(device, host, 0) == 0 && device.address() % ALIGNMENT == 0) {
      return true;
    }
    cudaHostUnregister(host);
    device.setNull();
    return false;
  }

  Pointer device() {
    return device;
  }

  private long bytes() {
    return tensor.data().capacity();
  }

  void toDevice(CUstream_st stream) {
    if (!shared) {
      Addresses.check(cudaMemcpyAsync(device, host, bytes(), TO_DEVICE, stream), lane);
    }
  }

  void toHost(CUstream_st stream) {
    if (!shared) {
      Addresses.check(cudaMemcpyAsync(host, device, bytes(), TO_HOST, stream), lane);
    }
  }

  @Override
  public void close() {
    if (shared) {
      cudaHostUnregister(host);
    } else {
      cudaFree(device);
    }
  }
}
