/** One error of a validation, as the API server tells them apart (apimachinery, pkg/util/validation/field/errors.go). */
export type ApiError =
  | { readonly is: "required"; readonly detail?: string }
  | NotAccepted
  | { readonly is: "unsupported"; readonly value: string; readonly supported: readonly string[] }
  | { readonly is: "forbidden"; readonly detail: string }
  | { readonly is: "duplicate"; readonly value: string }
  /** In bytes. */
  | { readonly is: "too-long"; readonly most: number };

export interface NotAccepted {
  readonly is: "not-accepted";
  readonly value: string | number;
  readonly detail: string;
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const required = (detail?: string): ApiError =>
  detail === undefined ? { is: "required" } : { is: "required", detail };
export const notAccepted = (value: string | number, detail: string): NotAccepted => ({
  is: "not-accepted",
  value,
  detail,
});
/** `supported` in the order in which the API server sorts them. */
export const unsupported = (value: string, supported: readonly string[]): ApiError => ({
  is: "unsupported",
  value,
  supported,
});
export const forbidden = (detail: string): ApiError => ({ is: "forbidden", detail });

/** The error with its path, as kubectl prints it: spec.volumes[0].name: Required value */
export const showApiError = (path: string, error: ApiError): string => `${path}: ${body(error)}`;

function body(error: ApiError): string {
  switch (error.is) {
    case "required":
      return error.detail === undefined ? "Required value" : `Required value: ${error.detail}`;
    case "not-accepted":
      return `Invalid value: ${typeof error.value === "string" ? quoted(error.value) : error.value}: ${error.detail}`;
    case "unsupported":
      return `Unsupported value: ${quoted(error.value)}: supported values: ${error.supported.map(quoted).join(", ")}`;
    case "forbidden":
      return `Forbidden: ${error.detail}`;
    case "duplicate":
      return `Duplicate value: ${quoted(error.value)}`;
    case "too-long":
      return `Too long: may not be more than ${error.most} bytes`;
  }
}

const quoted = (text: string): string => `"${text}"`;
