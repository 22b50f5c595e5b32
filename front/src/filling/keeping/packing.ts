// Answers and files as one piece of bytes, and back: a form as browsers send it, with its own heading.
export async function pack(data: FormData): Promise<ArrayBuffer> {
  const written = new Response(data);
  const heading = `${written.headers.get("content-type") ?? ""}\n`;
  return new Blob([heading, await written.arrayBuffer()]).arrayBuffer();
}

export async function unpack(packed: ArrayBuffer): Promise<FormData> {
  const bytes = new Uint8Array(packed);
  const end = bytes.indexOf(10);
  const type = new TextDecoder().decode(bytes.subarray(0, end));
  return new Response(packed.slice(end + 1), { headers: { "content-type": type } }).formData();
}
