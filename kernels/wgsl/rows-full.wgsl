// A quad of a value row in full precision.
alias Row = vec4f;

fn packRow(values: vec4f) -> Row { return values; }

fn unpackRow(row: Row) -> vec4f { return row; }
